import trio

BENIGN = (trio.Cancelled, trio.BrokenResourceError)
BROKEN = (trio.BrokenResourceError, trio.ClosedResourceError)
