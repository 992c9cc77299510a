"""Tests of what tells that the session is locked: fakes of the far side, on a real bus."""
