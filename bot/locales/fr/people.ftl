# Ce qui est conservé sur une personne, et sa fin.

people-forgotten = Votre inscription sur la liste de ce programme est effacée, avec tout ce qui s'y rattachait. Pour toute question, adressez-vous à la coordination.
people-removed = Votre rôle dans ce programme a pris fin. Pour toute question, adressez-vous à la coordination.
people-shown = Votre inscription sur la liste de ce programme a été consultée. Pour toute question, adressez-vous à la coordination.
people-exported = Une copie de votre inscription sur la liste de ce programme a été faite pour vous. Le code qui l'ouvre est derrière « Ouvrir ».
people-code-title = Le code de votre copie
people-code = Code
people-code-words = Notez-le maintenant : il s'affiche ici pendant { $minutes } minutes, puis nulle part. La personne qui a fait la copie ne le connaît pas. Le programme qui a créé le fichier l'ouvre : people open.
