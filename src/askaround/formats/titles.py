"""What the columns of a table are called, in the languages that address books speak; and kinds of ties.

Words are kept as `tables.key_of` makes them: lower case, without spaces and punctuation.
"""

import re
from functools import lru_cache

from .tables import key_of


def _titles(**fields: str) -> dict[str, str]:
    return {key_of(title): field for field, titles in fields.items() for title in titles.split("|")}


# English, German, French, Spanish, Italian, Portuguese, Dutch, Japanese.
WORDS = _titles(
    given="first name|given name|given names|forename|first|given|vorname|vornamen|rufname|prénom|prenom|nombre de pila"
    "|nombres|primer nombre|nome próprio|primeiro nome|voornaam|roepnaam|名|名前名|ファーストネーム",
    family="last name|family name|surname|last|family|nachname|familienname|zuname|nom de famille|apellido|apellidos"
    "|primer apellido|cognome|sobrenome|apelido|último nome|achternaam|familienaam|姓|苗字|ラストネーム",
    name="name|full name|display name|contact name|person|contact|who|contact person|participant|attendee|member"
    "|ganzer name|vollständiger name|vor- und nachname|name vorname|anzeigename|ansprechpartner|ansprechpartnerin"
    "|kontakt|nom|nom complet|nom et prénom|nom prénom|nom affiché|nombre|nombre completo|nombre y apellidos|contacto"
    "|nome|nome completo|nome e cognome|nominativo|contatto|contato|naam|volledige naam|contactpersoon|weergavenaam"
    "|氏名|名前|お名前|表示名|フルネーム",
    middle="middle name|middle names|middle initial|middle|zweiter vorname|weitere vornamen|deuxième prénom"
    "|segundo nombre|secondo nome|nome do meio|tweede voornaam|tussenvoegsel|ミドルネーム",
    prefix="prefix|name prefix|salutation|honorific|anrede|civilité|tratamiento|titolo|saudação|aanhef|敬称",
    suffix="suffix|name suffix|namenszusatz|suffixe|sufijo|suffisso|sufixo|achtervoegsel",
    also_called="nickname|nick name|alias|also known as|maiden name|former name|preferred name|goes by|birth name"
    "|spitzname|geburtsname|surnom|pseudo|nom de jeune fille|apodo|soprannome|cognome da nubile|apelido carinhoso"
    "|alcunha|bijnaam|meisjesnaam|旧姓|ニックネーム|ふりがな|フリガナ|よみがな|カナ|氏名カナ|かな",
    email="email|e-mail|mail|email address|e-mail address|mail address|email addresses|emails|primary email"
    "|secondary email|work email|home email|personal email|business email|other email|e-mail-adresse|emailadresse"
    "|mailadresse|courriel|adresse e-mail|adresse mail|adresse électronique|adresse de messagerie|correo"
    "|correo electrónico|dirección de correo electrónico|dirección de correo|posta elettronica|indirizzo e-mail"
    "|indirizzo email|indirizzo di posta elettronica|endereço de e-mail|endereço de email|correio eletrónico"
    "|correio eletrônico|e-mailadres|メール|メールアドレス|電子メール|電子メールアドレス|eメール",
    phone="phone|phone number|phone numbers|telephone|telephone number|tel|tel no|mobile|mobile phone|mobile number"
    "|cell|cell phone|work phone|home phone|business phone|primary phone|other phone|direct line|whatsapp|fax"
    "|telefon|telefonnummer|handy|handynummer|mobiltelefon|mobil|mobilnummer|festnetz|rufnummer|telefon privat"
    "|telefon geschäftlich|telefax|téléphone|numéro de téléphone|téléphone portable|téléphone mobile|portable"
    "|téléphone fixe|teléfono|número de teléfono|teléfono móvil|móvil|celular|telefono|numero di telefono"
    "|cellulare|telefone|número de telefone|telemóvel|telefone celular|telefoon|telefoonnummer|mobiel|mobiele telefoon"
    "|gsm|電話|電話番号|携帯|携帯電話|携帯番号|携帯電話番号|勤務先電話番号|自宅電話番号",
    link="url|link|links|linkedin|linkedin url|linkedin profile|linkedin profile url|linkedin link|profile|profile url"
    "|profile link|website|web site|web page|webpage|homepage|web|site|personal web page|blog|github|xing|twitter"
    "|webseite|internetseite|profil|site web|page web|profil linkedin|sitio web|página web|perfil|perfil de linkedin"
    "|sito web|sito|pagina web|profilo|profilo linkedin|site pessoal|página da web|perfil do linkedin|webpagina"
    "|profiel|ウェブサイト|webサイト|ホームページ|web ページ|プロフィール",
    organization="company|company name|organization|organisation|organization name|employer|current company|firm"
    "|workplace|affiliation|institution|account name|business|firma|firmenname|unternehmen|arbeitgeber"
    "|société|entreprise|employeur|nom de l'entreprise|nom de la société|empresa|compañía|organización|empleador"
    "|nombre de la empresa|azienda|società|ditta|organizzazione|datore di lavoro|organização|companhia|empregador"
    "|bedrijf|bedrijfsnaam|organisatie|werkgever|会社|会社名|勤務先|組織|組織名|所属|企業名",
    title="job title|position|title|role|job|current position|current title|function|occupation|profession|designation"
    "|berufsbezeichnung|stellenbezeichnung|jobtitel|stelle|funktion|beruf|rolle|tätigkeit|poste|fonction|titre"
    "|intitulé du poste|profession exercée|métier|puesto|cargo|ocupación|profesión|título del trabajo|título|posizione"
    "|qualifica|ruolo|professione|mansione|título do trabalho|função|profissão|functie|functietitel|beroep|rol"
    "|役職|職種|肩書|肩書き|職業|役割",
    department="department|dept|division|team|abteilung|bereich|département|service|departamento|reparto|dipartimento"
    "|afdeling|部署|部門|所属部署",
    street="address|street|street address|address line 1|address line 2|street 2|mailing address|postal address"
    "|home address|work address|home street|business street|adresse|anschrift|straße|strasse|hausnummer|rue"
    "|adresse postale|dirección|calle|domicilio|indirizzo|via|endereço|rua|morada|adres|straat|住所|番地|町名番地",
    postcode="zip|zip code|zipcode|postal code|postcode|post code|postleitzahl|plz|code postal|código postal|cap|cep"
    "|codice postale|郵便番号",
    region="state|region|province|county|state/province|bundesland|région|provincia|regione|estado|regio|provincie"
    "|都道府県|県",
    town="city|town|location|place|city/town|home city|business city|based in|lives in|geo location|ort|stadt|wohnort"
    "|standort|ville|lieu|localité|ciudad|localidad|población|ubicación|città|località|luogo|cidade|localidade"
    "|localização|plaats|stad|woonplaats|locatie|市|市区町村|場所|所在地|勤務地",
    country="country|country/region|nation|home country|business country|land|land/region|staat|pays|pays/région|país"
    "|paese|nazione|国|国名|国/地域",
    about="notes|note|comments|comment|about|bio|description|remarks|remark|summary|details|memo|context|background"
    "|notizen|notiz|bemerkung|bemerkungen|kommentar|anmerkung|anmerkungen|beschreibung|remarque|remarques"
    "|commentaire|commentaires|notas|nota|comentarios|observaciones|descripción|commenti|osservazioni|descrizione"
    "|annotazioni|comentários|observações|descrição|notities|notitie|opmerking|opmerkingen|メモ|備考|コメント|ノート",
    labels="labels|label|tags|tag|categories|category|groups|group|group membership|list|lists|kategorie|kategorien"
    "|gruppe|gruppen|schlagwort|schlagwörter|étiquette|étiquettes|catégorie|catégories|groupe|groupes|etiqueta"
    "|etiquetas|categoría|categorías|grupo|grupos|etichetta|etichette|categoria|categorie|gruppo|gruppi|categorias"
    "|categorieën|groep|groepen|ラベル|タグ|カテゴリ|分類|グループ",
    connected_on="connected on|connected|connection date|date connected|known since|met on|date met|verbunden am"
    "|verbunden seit|kontakt seit|kennengelernt am|connecté le|date de connexion|conectado el|fecha de conexión"
    "|collegato il|data di collegamento|conectado em|data de conexão|verbonden op|つながった日|接続日",
    tie="relationship|relation|tie|how we know each other|how do you know them|how i know them|connection type"
    "|relationship type|beziehung|verhältnis|relation avec|relación|parentesco|relazione|rapporto|relação|relatie"
    "|関係|間柄|続柄",
    uid="contact id|person id|external id|uid|record id",
    message="im|im address|imaddress|skype|telegram|signal|messenger|chat|screen name|slack|mastodon",
    private="birthday|date of birth|birth date|birthdate|dob|age|gender|sex|spouse|partner|husband|wife|children|child"
    "|kids|anniversary|wedding anniversary|government id|government id number|national id|passport|passport number"
    "|ssn|social security number|tax id|ethnicity|race|religion|nationality|marital status|disabled|disability|veteran"
    "|salary|health|geburtstag|geburtsdatum|geschlecht|ehepartner|ehefrau|ehemann|partner/in|kinder|jahrestag"
    "|hochzeitstag|ausweisnummer|personalausweisnummer|regierungsnr|religionszugehörigkeit|konfession|familienstand"
    "|staatsangehörigkeit|steuernummer|anniversaire|date de naissance|sexe|genre|conjoint|époux|épouse|enfants"
    "|anniversaire de mariage|numéro de sécurité sociale|état civil|nationalité|cumpleaños|fecha de nacimiento|sexo"
    "|género|cónyuge|esposa|esposo|hijos|aniversario|dni|nif|estado civil|nacionalidad|compleanno|data di nascita"
    "|sesso|genere|coniuge|moglie|marito|figli|anniversario|codice fiscale|stato civile|nazionalità|aniversário"
    "|data de nascimento|género|gênero|cônjuge|filhos|cpf|nacionalidade|verjaardag|geboortedatum|geslacht"
    "|echtgenoot|echtgenote|kinderen|jubileum|burgerservicenummer|bsn|burgerlijke staat|nationaliteit|誕生日|生年月日"
    "|性別|配偶者|子供|記念日|結婚記念日|マイナンバー|年齢|国籍",
)  # fmt: skip
# Titles in which such a word makes it sure what the column is: "Contact's e-mail (work)", "Téléphone bureau 2".
_WITHIN = (
    ("private", re.compile(r"birth|geburt|naissance|nacimiento|nascita|nascimento|geboorte|spouse|passport")),
    ("email", re.compile(r"e-?mail|courriel|correo|メール")),
    ("phone", re.compile(r"phone|telef|téléph|mobile|handy|電話|携帯|\bfax\b|\btél?\b|\btel\b")),
    ("link", re.compile(r"linkedin|website|homepage|\burl\b|web ?page")),
    ("organization", re.compile(r"company|employer|organi[sz]ation\b|arbeitgeber|entreprise|empresa|azienda|会社")),
)
# Titles that speak of somebody else, or of what is known about an address rather than of the address.
_NOT_THEIRS = re.compile(
    r"assist|secret|sekret|emergency|notfall|owner|vorgesetzt|angezeigt|display|\btype?\b|\bid\b|status|date|datum|size"
    r"|verified|opt|count|industry|domain|stage|score|revenue|last|next|sent"
)
# What a title says about the kind of way: "Work email", "Telefon privat".
_PLACES = (
    ("work", re.compile(
        r"\bwork\b|business|office|company|geschäftlich|dienstlich|büro|bureau|professionnel|trabajo|lavoro|ufficio|werk|勤務"
    )),
    ("home", re.compile(r"\bhome\b|private|personal|privat|domicile|\bmaison|casa|thuis|自宅")),
    ("fax", re.compile(r"fax")),
    ("mobile", re.compile(r"mobil|cell|handy|portable|móvil|celular|cellulare|gsm|携帯|telemóvel|mobiel")),
)  # fmt: skip
# Words that tell one address from another, not what the column holds.
_WHICH = re.compile(
    r"\b(?:home|work|business|private|personal|privat|office|geschäftlich|dienstlich|büro|bureau|professionnel(?:le)?|domicile"
    r"|trabajo|lavoro|ufficio|casa|thuis|werk|primary|secondary|alternate|other|main|weitere[rs]?|autre|otro|altro|contact'?s?"
    r"|current|their)\b|\(.*?\)|[\d:?]+"
)
# The kinds of ties a notebook knows (`people.models.TieKind`), and what people call them.
TIES = {
    "relative": "relative|family|cousin|uncle|aunt|sister|brother|parent|mother|father|sibling|in-law|verwandt|famille"
    "|familia|famiglia|família|familie",
    "friend": "friend|close friend|freund|freundin|ami|amie|amigo|amiga|amico|amica|vriend|vriendin|友人|友達",
    "classmate": "classmate|fellow student|school friend|mitschüler|kommilitone|camarade|同級生",
    "alumni": "alumni|alumnus|alumna|alum|ehemalige|ancien élève",
    "teacher": "teacher|professor|lecturer|mentor|coach|lehrer|lehrerin|professeur|profesor|profesora|先生",
    "former boss": "former boss|boss|manager|former manager|supervisor|former supervisor|chef|chefin|vorgesetzter|jefe",
    "co-worker": "co-worker|coworker|colleague|former colleague|ex-colleague|kollege|kollegin|collègue|colega|collega"
    "|同僚",
    "acquaintance": "acquaintance|bekannt|bekannte|bekannter|connection|linkedin|connaissance|conocido|conoscente"
    "|conhecido|kennis|知人",
    "association": "association|club|verein|church|sports|community|vereniging|asociación|associazione",
    "referred": "referred|referral|introduced|introduction|empfehlung",
    "stranger": "stranger|unknown|fremd|none|not met|cold",
}
# What is longer is neither a title nor a kind of tie.
_LONGEST = 120
_TIE_OF = {key_of(word): kind for kind, words in TIES.items() for word in words.split("|")}


@lru_cache(maxsize=2048)
def field_of(title: str) -> str:
    """The field that a column of this title holds; empty when the title says nothing."""
    if len(title) > _LONGEST:
        return ""
    low, key = title.casefold(), key_of(title)
    if found := WORDS.get(key) or WORDS.get(key.rstrip("0123456789")):
        return found
    if found := WORDS.get(key_of(_WHICH.sub(" ", low))):
        return found
    if speaks_of_another(title) and not _WITHIN[0][1].search(low):
        return ""
    return next((field for field, pattern in _WITHIN if pattern.search(low)), "")


def speaks_of_another(title: str) -> bool:
    """True for a title like "Assistant's phone" or "Email status": what stands below is not the person's own."""
    return bool(_NOT_THEIRS.search(title[:_LONGEST].casefold()))


@lru_cache(maxsize=2048)
def label_of(title: str) -> str:
    """The label of a way that stands below this title: "work", "home", "mobile", "fax", or nothing."""
    low = title[:_LONGEST].casefold()
    return " ".join(label for label, pattern in _PLACES if pattern.search(low))


def tie_of(text: str) -> str:
    """The kind of tie that somebody means by "former colleague"; empty when unknown."""
    return _TIE_OF.get(key_of(text), "") if text and len(text) <= _LONGEST else ""
