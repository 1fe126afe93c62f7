### The playground page's own words. What the bot says stands in the other files.

## The page

playground-title = Peerline playground
playground-about = The people here are invented, and nothing leaves this machine.
playground-loading = Opening the chats
playground-lost = Connection lost. Trying again. What you send now waits here.
playground-refused = This page and its server do not understand each other. Please reload the page.
playground-failed = Something went wrong here. Please try again. If it stays, look for this number in the log:
playground-chats = Chats
playground-language = Language
playground-close = Close

## The clock

playground-clock = Demo clock
playground-hour = +1 h
playground-day = +24 h
playground-deadline = To the next deadline
playground-deadline-none = Nothing is due

## A chat

playground-bot = Peerline
playground-app = app
playground-card = card
playground-edited = edited
playground-typed = Stays in this chat. Peerline did not read it.
playground-only-you = Only you can see this
playground-dialog-note = Not part of the chat
playground-write = Write to Peerline
playground-write-hint = Write, or /peer
playground-send = Send
playground-send-label = Send the message
playground-role-physician = Physician
playground-role-supporter = Supporter
playground-role-coordinator = Coordinator

## A form

playground-choose = Choose
playground-optional = optional
playground-required = Please fill this in.
playground-too-many = Please choose fewer people.

## The drawer

playground-drawer = What is kept
playground-export = What an employer could export
playground-export-note = Every message posted into the chats, each version of it, and whatever people typed. Dialogs and private notices are never in it.
playground-database = What the database holds
playground-database-note = The rows as they lie on the disk. Sealed cells open with the key only.
playground-refresh = Refresh
playground-time = Time
playground-person = Chat of
playground-author = Written by
playground-text = Text
playground-buttons = Buttons
playground-empty = Nothing yet
