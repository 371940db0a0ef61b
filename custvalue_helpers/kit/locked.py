"""One process at a time: a lock that is a file, so that it works wherever a file can be made."""

import contextlib
import os
import time
import uuid

WAIT = 4  # seconds, then the writer gives up
STALE = 2  # seconds without a change: a write takes milliseconds, so its process is gone


@contextlib.contextmanager
def locked(lock, patient=True):
    """Hold the lock file ``lock`` (a Path), at once if not ``patient``; raises TimeoutError, which is an OSError, if another process keeps it."""
    token = uuid.uuid4().hex
    _take(lock, token, WAIT if patient else 0)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # somebody who thought us dead may have taken it over
            if lock.read_text() == token:
                lock.unlink()


def _take(lock, token, wait):
    begun, seen, since = time.monotonic(), None, time.monotonic()
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except (FileExistsError, PermissionError) as error:
            # Windows says "no permission" for a file that is just being removed.
            if isinstance(error, PermissionError) and not lock.exists():
                raise
        else:
            try:
                os.write(handle, token.encode())
            except OSError:  # a full disk must not leave an empty lock behind
                os.close(handle)
                lock.unlink(missing_ok=True)
                raise
            os.close(handle)
            return
        now = time.monotonic()
        state = _state(lock)
        if state != seen:
            seen, since = state, now
        elif state and now - since > STALE:
            with contextlib.suppress(OSError):
                lock.unlink()
        if now - begun >= wait:
            raise TimeoutError(f"another program holds {lock}")
        time.sleep(0.005)


def _state(lock):
    """What tells one holder of the lock from the next; not by the clock, which may differ on a network disk."""
    try:
        return lock.stat().st_mtime_ns, lock.stat().st_ino
    except OSError:
        return None
