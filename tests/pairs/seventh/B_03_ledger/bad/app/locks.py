import threading

accounts_lock = threading.Lock()
audit_lock = threading.Lock()
rates_lock = threading.Lock()
