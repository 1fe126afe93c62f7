"""Thieves: what each onlooker of docs/threat-model.md can find out, tried on the files themselves.

`town` and `life` play a small programme and leave what can be stolen on disk; nothing below `thief` knows Peerline's
code. It reads SQLite files, the JSON of the chats' export, and sealed values as docs/formats.md describes them.
"""
