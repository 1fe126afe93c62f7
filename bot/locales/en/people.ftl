# What is kept about somebody, and its end.

people-forgotten = Your entry in this programme's list is deleted, with all that belonged to it. If you have questions, ask a coordinator.
people-removed = Your part in this programme has ended. If you have questions, ask a coordinator.
people-shown = Your entry in this programme's list was looked at. If you have questions, ask a coordinator.
people-exported = A copy of your entry in this programme's list was made for you. The code that opens it is behind “Open”.
people-code-title = The code of your copy
people-code = Code
people-code-words = Note it now: it is shown here for { $minutes } minutes and then nowhere any more. Whoever made the copy does not know it. The program that made the file opens it: people open.
