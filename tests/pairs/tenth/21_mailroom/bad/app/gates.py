import threading

sorter = threading.Lock()
belts = threading.BoundedSemaphore(3)
