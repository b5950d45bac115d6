"""Keeping something large at hand: made in the background when first wanted, dropped when it is no longer used."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from .minilm import ModelMissingError

T = TypeVar("T")
IDLE = 600.0


class Kept(Generic[T]):
    """One thing for the whole process. `make` may take a second and raise ModelMissingError; `idle` is in seconds."""

    def __init__(self, make: Callable[[], T], *, idle: float = IDLE) -> None:
        self._make, self._idle = make, idle
        self._lock = threading.Lock()
        self._made: T | None = None
        self._missing: ModelMissingError | None = None
        self._making: threading.Thread | None = None
        self._wanted = 0.0

    def get(self, *, wait: float = 0) -> T | None:
        """It, or None while it is being made. Waits at most `wait` seconds. Raises ModelMissingError for good."""
        with self._lock:
            self._wanted = time.monotonic()
            if self._made is not None or self._missing is not None:
                return self._settled()
            if self._making is None:
                self._making = threading.Thread(target=self._work, name="loading a model", daemon=True)
                self._making.start()
            making = self._making
        making.join(wait)
        with self._lock:
            return self._settled()

    def _settled(self) -> T | None:
        if self._missing is not None:
            raise self._missing
        return self._made

    def _work(self) -> None:
        made, missing = None, ModelMissingError("The language model could not be started. Install Askaround once more.")
        try:
            made = self._make()
        except ModelMissingError as error:
            missing = error
        finally:
            with self._lock:
                self._made, self._missing, self._making = made, None if made else missing, None
            if made is not None:
                self._look_again(self._idle)

    def _look_again(self, after: float) -> None:
        timer = threading.Timer(after, self._drop)
        timer.daemon = True
        timer.start()

    def _drop(self) -> None:
        with self._lock:
            rest = self._wanted + self._idle - time.monotonic()
            if rest <= 0:
                self._made = None
        if rest > 0:
            self._look_again(rest)
