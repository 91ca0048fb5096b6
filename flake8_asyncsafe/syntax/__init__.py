"""From text to tree, and from nodes back to places in the text."""
