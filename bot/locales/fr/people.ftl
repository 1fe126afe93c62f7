# Ce qui est conservé sur une personne, et sa fin.

people-forgotten = Votre inscription sur la liste de ce programme est effacée, avec tout ce qui s'y rattachait. Pour toute question, adressez-vous à la coordination.
