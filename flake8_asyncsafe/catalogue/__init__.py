"""What is known about the APIs of libraries: data files, their loader and the records made from them."""
