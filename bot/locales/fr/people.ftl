# Ce qui est conservé sur une personne, et sa fin.

people-forgotten = Votre inscription sur la liste de ce programme est effacée, avec tout ce qui s'y rattachait. Pour toute question, adressez-vous à la coordination.
people-removed = Votre rôle dans ce programme a pris fin. Pour toute question, adressez-vous à la coordination.
people-shown = Votre inscription sur la liste de ce programme a été consultée. Pour toute question, adressez-vous à la coordination.
people-exported = Une copie de votre inscription sur la liste de ce programme a été faite pour vous. Le code qui l'ouvre est derrière « Ouvrir ».
people-code-title = Le code de votre copie
people-code = Code
people-code-words = Notez-le maintenant : il s'affiche ici pendant { $minutes } minutes, puis nulle part. La personne qui a fait la copie ne le connaît pas. Le programme qui a créé le fichier l'ouvre : people open.

kept-title = Mes données ici
kept-nothing = Rien n'est conservé ici à votre sujet.
kept-listed = Sur la liste de ce programme :
kept-roles = Votre rôle ici
kept-role-supporter = pair aidant
kept-role-coordinator = coordination
kept-role-lead = direction
kept-role-provincial = coordination de la province
kept-role-referrer = peut penser à un collègue
kept-role-technical = s'occupe de la machine
gender-woman = femme
gender-man = homme
kept-hours = { $hours } h
kept-accounts =
    { $count ->
        [0] Aucun compte de clavardage.
        [one] Votre compte de clavardage, pour que les messages vous parviennent.
       *[other] Vos { $count } comptes de clavardage, pour que les messages vous parviennent.
    }
kept-evaluates =
    { $count ->
        [one] Qui vous évaluez : { $count } mention.
       *[other] Qui vous évaluez : { $count } mentions.
    }
kept-supporter =
    { $count ->
        [0] Votre situation comme pair aidant. Aucun jumelage depuis douze mois.
        [one] Votre situation comme pair aidant, avec le mois de { $count } jumelage.
       *[other] Votre situation comme pair aidant, avec les mois de { $count } jumelages.
    }
kept-request = Votre demande ouverte, avec ce que vous avez envoyé.
kept-call = L'appel que vous avez demandé.
kept-monthly = Votre inscription au mot du mois.
kept-seats = Vos places aux rencontres.
kept-mark = Une marque sans votre nom, pour que personne ne vous sollicite de nouveau. Elle s'efface d'elle-même.
kept-unseen = Ce qui n'apparaît pas ici : des lignes du journal, et si un collègue a pensé à vous. Tout cela s'efface de soi-même.

erase-me = M'effacer
erase-title = M'effacer
erase-listed = Tout ce qui est conservé ici à votre sujet disparaît, avec votre inscription sur la liste.
erase-listed-supporter = Tout ce qui est conservé ici à votre sujet disparaît : votre inscription sur la liste, votre formation, votre entente.
erase-unlisted = Tout ce qui est conservé ici à votre sujet disparaît.
erase-request = Votre demande est retirée, et personne n'appelle.
erase-supporter = Ce qui vous est proposé va à d'autres. Votre jumelage passe à un autre collègue.
erase-post = Ce qui est entre vos mains va à qui est encore là.
erase-mark = Une marque sans votre nom reste jusqu'à son terme, pour que personne ne vous sollicite de nouveau.
erase-backups = Les sauvegardes le gardent un certain temps.
erase-again = Si la liste du programme vous nomme encore, elle peut vous ramener. Demandez à la coordination de vous en retirer.
erase-go-on = Continuer
erase-keep = Tout garder
erase-sure = C'est sans retour. Faut-il effacer maintenant tout ce qui vous concerne?
erase-yes = Oui, m'effacer
erase-done = C'est fait. Rien n'est plus conservé ici à votre sujet. Dans l'heure, les dernières cartes de votre clavardage deviennent muettes. Vous pouvez revenir quand vous voulez.
erase-last = Vous êtes la seule personne joignable à la coordination, et les demandes n'atteindraient plus personne. Demandez d'abord à qui tient la liste d'y inscrire quelqu'un d'autre.
