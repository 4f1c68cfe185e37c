"""The officer's tools: new resources, what is due, what GitHub shows, and what can be repaired."""
