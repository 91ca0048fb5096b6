import signal as _signal

on_signal = _signal.signal
SIGUSR1 = _signal.SIGUSR1
