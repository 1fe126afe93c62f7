"""A receipt in plain words, to be said and heard over the phone: four of a list that is kept here (R74).

Whoever asked without an account is told them once; what is kept is their hash. Each list has 256 words, so a receipt is
one of some four thousand million.
"""

import unicodedata
from hashlib import sha256

SAID = 4  # words of one receipt

_ENGLISH = """
apple apron arrow autumn badge bakery balcony bamboo banjo barley barn basket beach bean bell bench berry bicycle
birch biscuit blanket blossom boat bonnet book bottle bowl branch bread breeze brick bridge broom brush bucket button
cabin cable cactus camel camera candle canoe canvas carpet carrot castle cedar chair chalk cherry chess chimney circle
clay clock cloud clover coast coffee comet compass copper coral corner cotton cricket crow crystal cup curtain daisy
dolphin donkey door dragon drum eagle easel echo elbow engine fabric falcon feather fence fern ferry fiddle field fig
finch flag flute forest fossil fountain fox frost garden garlic gate geese ginger glacier glass glove goat grain grape
grass guitar hammer harbour harp hat hawk hedge heron hill honey horse iceberg igloo iris island ivory jacket jigsaw
jungle kayak kettle kite kitten ladder lake lamp lantern lark lasso lemon lilac lily linen lion lizard lobster log
lotus magnet mango map maple marble market meadow melon mint mirror moon moose mosaic moss mountain mushroom needle
nest notebook nutmeg oak ocean olive onion orange orchard otter oven owl paddle paint panda paper parade parrot pasta
peach peanut pearl pebble pencil penguin pepper piano picnic pigeon pillow pilot pine planet plum pocket pond poppy
potato prairie pumpkin puppet quilt rabbit radio raven ribbon rice river robin rocket ruby sail salmon sand scarf
shell ship silver snow sofa spoon spring squirrel star stone sugar summer sun swan table tiger toast train tulip
tunnel turtle umbrella valley velvet violin wagon walnut water whale wheat willow window winter wolf wool
"""
_FRENCH = """
abeille abricot agenda aigle aiguille aile ampoule ananas ancre arbre argile armoire arrosoir asperge assiette atelier
aube automne avion avoine bague balai baleine balle banane barque barrage bateau bijou biscuit bocal bol bonnet botte
bouchon bougie boule bouton branche brique brosse brouette brume bureau cabane cactus cadran cahier caillou camion
canard carotte casquette castor cerise chaise chalet chameau chandail chapeau charrue chat chemin cheval chien
chocolat cigale cigogne citron clairon clavier cloche clou colibri colline comptoir coquille corail corbeau corde
coton coucou coupole crayon crochet cygne dauphin dentelle dessin diamant dindon domino dragon drapeau dune échelle
écluse écran écureuil édredon engrenage enveloppe épice épingle érable escalier étang étoile fable falaise farine
faucon fauteuil fenouil ferme festin feuille ficelle figue filet flamant fleur flocon flûte fontaine forêt fougère
foulard four fraise framboise fromage galet gant garage gazon girafe glacier gomme goutte grange grenier grille grue
guitare hamac hanneton harpe herbe hérisson heron hibou hiver horloge houle île iris jacinthe jade jardin jasmin
jonquille journal jument jupe kayak kiwi lac laine laitue lama lampe lanterne lapin lavande légume lilas lion livre
loutre lucarne lune lutin machine magasin mangue manteau marbre marelle marmite marron melon menthe merle miel miroir
moineau montagne moulin mouton muguet mur museau navire neige niche noisette noix nuage oiseau olive ombre orage
orange orchidée oreiller orge paille palmier panier papillon parasol parc peinture perle pierre pigeon pilote pinceau
piscine plage plume poire poisson pomme poulie prairie prune quai radis raisin rideau rivière robe rocher rose roseau
ruban sable sapin source tambour tapis tilleul tortue train
"""
WORDS = {"en": tuple(_ENGLISH.split()), "fr": tuple(_FRENCH.split())}


def drawn(seed: str, language: str) -> str:
    """The receipt that belongs to this seed, the same whenever it is asked for. `seed` is nobody's to guess."""
    words = WORDS.get(language, WORDS["en"])
    return " ".join(words[each] for each in sha256(f"receipt\0{seed}".encode()).digest()[:SAID])


def hashed(said: str) -> str:
    """What is kept of it. Capitals, accents, commas and spaces make no other receipt of it; "" for what is none."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", said) if not unicodedata.combining(each))
    words = "".join(each if each.isalpha() else " " for each in bare.casefold()).split()
    return sha256(f"receipt said\0{' '.join(words)}".encode()).hexdigest() if len(words) == SAID else ""
