"""Random days come in two depths: the usual one, and `make deep`, with millions of events."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("deep", max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
