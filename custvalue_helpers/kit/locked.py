"""One process at a time: a lock on a file beside the record.

The operating system's lock ends with its process, and a process that sleeps keeps it. Where a disk knows no such
lock, the file itself is the lock, and one that does not change for a while counts as left behind.
"""

from __future__ import annotations

import contextlib
import os
import time
import uuid
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _if_there(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError:
        return None


fcntl, msvcrt = _if_there("fcntl"), _if_there("msvcrt")  # the second on Windows only

WAIT = 4  # seconds, then the writer gives up
STALE = 2  # seconds without a change; only for a file that is itself the lock


class _NoLocks(Exception):
    """This disk or this system knows no locks."""


@contextlib.contextmanager
def locked(lock: Path, patient: bool = True) -> Iterator[None]:
    """Hold the lock file ``lock``, at once if not ``patient``; raises TimeoutError, which is an OSError, if another process keeps it."""
    end = time.monotonic() + (WAIT if patient else 0)
    try:
        handle = _take(lock, end)
        give_back = partial(_give_back, lock, handle)
    except _NoLocks:
        give_back = _take_as_file(lock.with_name(f"{lock.name}.held"), end)
    try:
        yield
    finally:
        give_back()


def _take(lock, end):
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o666)
        except PermissionError:  # Windows says so too for a file that is just being removed
            if not lock.exists():
                raise
        else:
            if _try(handle, lock):
                return handle
            os.close(handle)
        _pause(lock, end)


def _try(handle, lock):
    """Whether the open file is locked now, and is still the one that others will find."""
    try:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        elif msvcrt:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            raise _NoLocks
        return os.path.samestat(os.fstat(handle), os.stat(lock))
    except (BlockingIOError, PermissionError, FileNotFoundError):
        return False
    except (OSError, _NoLocks) as error:
        os.close(handle)
        with contextlib.suppress(OSError):  # nobody can hold it
            lock.unlink()
        raise _NoLocks from error


def _give_back(lock, handle):
    with contextlib.suppress(OSError):
        if os.name != "nt":  # while it is held, so that it is nobody else's
            lock.unlink()
    os.close(handle)
    with contextlib.suppress(OSError):
        if os.name == "nt":  # an open file cannot be removed there, so nobody else's is
            lock.unlink()


def _take_as_file(lock, end):
    """Make the file, which only one process can; returns what takes it away again."""
    token, seen, since = uuid.uuid4().hex, None, time.monotonic()
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except (FileExistsError, PermissionError) as error:
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
            return partial(_take_away, lock, token)
        state = file_state(lock)
        if state != seen:
            seen, since = state, time.monotonic()
        elif state and time.monotonic() - since > STALE:
            with contextlib.suppress(OSError):
                lock.unlink()
        _pause(lock, end)


def _take_away(lock, token):
    with contextlib.suppress(OSError):  # somebody who thought us dead may have taken it over
        if lock.read_text() == token:
            lock.unlink()


def _pause(lock, end):
    if time.monotonic() >= end:
        raise TimeoutError(f"another program holds {lock}")
    time.sleep(0.005)


def file_state(path: Path) -> tuple[int, int, int] | None:
    """What tells one version of a file from the next (None: no file); not the clock, which may differ on a network disk."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino
