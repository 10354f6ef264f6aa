"""Small servers that stand in for the partners of live sessions: stateful, strict, and able to fail in every way."""
