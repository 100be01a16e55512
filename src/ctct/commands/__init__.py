"""The commands, one a module; each module's ``command`` is what :mod:`ctct.cli` calls."""
