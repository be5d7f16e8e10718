"""Wiring: settings, addresses, the ASGI/WSGI entry, facts, schedule and menu."""
