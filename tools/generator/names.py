"""The words of the fictional network. Every name is invented; places alone are real.

All its associations bear the name of the network, so that none can be mistaken for a real one.
"""

from __future__ import annotations

NETWORK = "Les Lisières"
NATIONAL_HEAD = "Union nationale des Lisières"
GROUP = "Fédérations départementales des Lisières"

PLACES = (
    "L'Atelier", "La Grange", "Le Préau", "La Fabrique", "Le Verger", "La Ruche", "Le Fournil", "La Halte",
    "Le Moulin", "La Remise", "Le Kiosque", "La Serre", "L'Étape", "Le Lavoir", "La Cabane", "Le Comptoir",
    "La Clairière", "Le Hangar", "L'Escale", "La Passerelle",
)  # fmt: skip
"""What an association calls its house: « La Grange des Lisières à Vitré »."""

INNOVATIONS: tuple[tuple[str, str, str, str], ...] = (  # name, theme, need, audience
    ("La Bricothèque roulante", "réemploi", "Outils trop chers pour un seul foyer", "habitants des bourgs"),
    ("Le Carnet de voisinage", "lien social", "Solitude des nouveaux arrivants", "nouveaux habitants"),
    ("Le Relais des aidants de nuit", "aide aux aidants", "Nuits sans répit", "proches aidants"),
    ("La Cantine à deux villages", "alimentation", "Cantines fermées faute d'élèves", "écoliers"),
    ("Le Jardin des ordonnances", "santé", "Activité physique sans club proche", "malades chroniques"),
    ("Le Bus des démarches", "accès aux droits", "Guichets trop lointains", "habitants sans voiture"),
    ("L'Épicerie buissonnière", "alimentation", "Derniers commerces fermés", "habitants des hameaux"),
    ("La Garderie aux horaires mouvants", "petite enfance", "Horaires décalés des parents", "familles monoparentales"),
    ("Le Chantier des savoirs", "insertion", "Métiers manuels sans relève", "jeunes sans emploi"),
    ("La Lavomatique solidaire", "vie quotidienne", "Pas de laverie au village", "étudiants et saisonniers"),
    ("L'École des grands-parents", "transmission", "Savoirs qui se perdent", "retraités"),
    ("Le Pédibus des hameaux", "mobilité", "Trajets scolaires en voiture", "écoliers"),
    ("La Ressourcerie des ondes", "numérique", "Matériel informatique jeté", "familles modestes"),
    ("Le Guichet des premiers pas", "accès aux droits", "Parcours administratifs illisibles", "réfugiés"),
    ("La Forge des projets", "engagement", "Idées sans accompagnement", "jeunes"),
    ("Le Four commun", "alimentation", "Lieux de rencontre disparus", "habitants"),
    ("La Marmite des quatre saisons", "alimentation", "Surplus des potagers perdus", "habitants"),
    ("Les Veillées numériques", "numérique", "Démarches en ligne impossibles", "retraités"),
    ("Le Taxi des copains", "mobilité", "Jeunes sans transport le soir", "adolescents"),
    ("La Maison des matins", "petite enfance", "Accueil trop tardif", "parents qui travaillent tôt"),
    ("Le Théâtre des granges", "culture", "Salles de spectacle lointaines", "habitants"),
    ("La Classe sous les arbres", "éducation", "Élèves en décrochage", "collégiens"),
    ("Le Potager des convalescents", "santé", "Retour au travail difficile", "salariés en arrêt long"),
    ("Le Prêt de mains", "lien social", "Petits travaux sans aide", "personnes âgées"),
    ("Les Ambassadeurs du tri", "environnement", "Tri mal compris", "habitants d'immeubles"),
    ("La Boussole des métiers", "insertion", "Orientation subie", "lycéens"),
    ("Le Gîte des répits", "aide aux aidants", "Vacances impossibles", "proches aidants"),
    ("La Couveuse de coopératives", "économie", "Reprises d'entreprise manquées", "salariés"),
    ("Le Café des deux langues", "lien social", "Langues sans lieu pour se parler", "nouveaux arrivants"),
    ("La Brigade des haies", "environnement", "Haies arrachées", "agriculteurs"),
    ("Le Service de la belle saison", "tourisme", "Saisonniers mal logés", "saisonniers"),
    ("Les Trois Clés", "logement", "Logements vides et jeunes mal logés", "jeunes travailleurs"),
    ("La Fabrique des sourires", "handicap", "Loisirs fermés aux enfants handicapés", "enfants handicapés"),
    ("L'Atelier du deuxième tour", "justice", "Sortie de prison sans appui", "sortants de prison"),
    ("Le Clos des poulaillers", "alimentation", "Déchets de cuisine perdus", "habitants"),
    ("La Radio des préaux", "éducation", "Parole des élèves inaudible", "écoliers"),
    ("Le Colis d'été", "alimentation", "Aide suspendue l'été", "familles modestes"),
    ("La Permanence à pédales", "santé", "Désert médical", "habitants isolés"),
    ("Les Nuits calmes", "prévention", "Fêtes sans prévention", "jeunes"),
    ("Le Sac de survie scolaire", "éducation", "Fournitures trop chères", "collégiens"),
)

FUNDERS: tuple[tuple[str, str], ...] = (  # name, kind of funder
    ("Fondation Clairvoie", "FOUNDATION"), ("Fondation des Trois Rives", "FOUNDATION"),
    ("Fondation Hêtre et Partage", "FOUNDATION"), ("Fondation Maubrelle", "FOUNDATION"),
    ("Fondation Sept Chemins", "FOUNDATION"), ("Fonds de dotation Les Peupliers d'argent", "ENDOWMENT_FUND"),
    ("Fonds de dotation Lisières de demain", "ENDOWMENT_FUND"), ("Fonds de dotation Orvaline", "ENDOWMENT_FUND"),
    ("Agence nationale des lieux partagés", "STATE"), ("Délégation aux campagnes vivantes", "STATE"),
    ("Secrétariat aux essaimages", "STATE"), ("Syndicat mixte du Val d'Aubelle", "LOCAL_AUTHORITY"),
    ("Pays des Quatre Étangs", "LOCAL_AUTHORITY"), ("Agglomération de Mirvent", "LOCAL_AUTHORITY"),
    ("Office des solidarités rurales", "PUBLIC_BODY"), ("Caisse des familles de Brécy-Vaux", "PUBLIC_BODY"),
    ("Institut public des aidances", "PUBLIC_BODY"), ("Verrandier et fils", "COMPANY"),
    ("Mutuelle Ombreval", "COMPANY"), ("Banque coopérative du Sillon bleu", "COMPANY"),
    ("Laiteries Montaubrac", "COMPANY"), ("Énergies Solverne", "COMPANY"),
    ("Programme européen Sylve", "EUROPEAN"), ("Initiative européenne Orées", "EUROPEAN"),
    ("Cercle des donatrices du Tilleul", "OTHER"),
)  # fmt: skip

PARTNERS: tuple[tuple[str, str], ...] = (  # name, sector
    ("Collectif Ronces et Roses", "ASSOCIATIVE"), ("Les Amis du chemin creux", "ASSOCIATIVE"),
    ("Coordination des cabanes", "ASSOCIATIVE"), ("Ligue des veilleurs", "ASSOCIATIVE"),
    ("Mouvement Portes ouvertes de Vaubriac", "ASSOCIATIVE"), ("Rassemblement des fournils", "ASSOCIATIVE"),
    ("Académie de Mirvent", "PUBLIC"), ("Centre hospitalier du Val d'Aubelle", "PUBLIC"),
    ("Conservatoire des bocages de Brécy", "PUBLIC"), ("Maison de l'emploi des Quatre Étangs", "PUBLIC"),
    ("Parc naturel des Orvaux", "PUBLIC"), ("Transports Aubelle", "PUBLIC"),
    ("Alvéole coopérative", "PRIVATE"), ("Menuiseries Chastelard-Vœu", "PRIVATE"), ("Numéria Campagnes", "PRIVATE"),
    ("Outillages Fourmenteau", "PRIVATE"), ("Tisseries du Lancier", "PRIVATE"), ("Vergers Ormelune", "PRIVATE"),
    ("Laboratoire Interstices ruraux", "RESEARCH"), ("Chaire Lieux et liens", "RESEARCH"),
    ("Observatoire des essaimages discrets", "RESEARCH"), ("Institut Vaubriac", "RESEARCH"),
    ("École d'ingénierie de Mirvent", "RESEARCH"), ("Unité de recherche Bourgs et soins", "RESEARCH"),
)  # fmt: skip

PROGRAMMES = (
    "Cap Lisières", "Graines d'orée", "Parrainage entre lisières", "Bourse des passeurs", "L'Année du modèle",
    "Tour des préaux", "Fabrique des guides", "Un pas de côté", "Lisières à l'échelle", "Pépinière des aidances",
)  # fmt: skip

PRACTICES: dict[str, tuple[str, ...]] = {  # by function
    "ADVOCACY": ("dossiers communs aux élus", "tribune annuelle"),
    "OPERATOR": ("gestion d'un service pour le compte des associations",),
    "PERSONAL_SUPPORT": ("parrainage d'une association par une autre", "visites de terrain"),
    "NETWORKING": ("rencontres annuelles", "groupes de pairs", "lettre interne"),
    "ENGINEERING": ("guides de duplication", "formations", "recherche de financements"),
    "PROJECT_STEERING": ("comités de suivi", "appels à volontaires"),
}


def at(place: str) -> str:
    """« à » before the name of a commune.

    >>> [at(one) for one in ("Vitré", "Le Mans", "Les Abymes", "L'Aigle")]
    ['à Vitré', 'au Mans', 'aux Abymes', "à L'Aigle"]
    """
    if place.startswith("Le "):
        return f"au {place[3:]}"
    return f"aux {place[4:]}" if place.startswith("Les ") else f"à {place}"
