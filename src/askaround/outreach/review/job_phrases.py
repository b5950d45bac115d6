# ruff: noqa: E501 (a pattern is easier to read on one line)
"""The disguises of asking for a job, as data. `bare` is looked for once innocent uses are gone, `plain` before.

`{JOB}` is a noun for a job, `{GAP}` a few adjectives, `{TEAM}` a noun for an employer. Texts are lower case.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """One disguise: what to look for, what to say, and a sample either way."""

    name: str
    message: str
    stems: tuple[str, ...]  # nothing is looked for unless one of these stands in the text
    good: str
    bad: str
    bare: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()


_YOU = r"(?:you|they|your (?:\w+ ){0,2}{TEAM}|the (?:\w+ ){0,2}{TEAM}|(?!i\b|we\b)\w+)"
_AT = r"(?:at (?!all\b|the moment|least|this|that|first|last|present|some|hand|noon|your convenience|\d)|with (?:you\b|your )|on your |in your |within your |inside )"
_ADVERB = r"(?:(?:now|currently|actively|also|still|just|really|presently|always|urgently|keenly|eagerly|desperately|seriously) )*"
DESIRE = (
    r"(?:\bi(?:'d| would| do| very much| really)*(?: absolutely| very much| really| so)? (?:love|like|want|wish|hope|aim|plan|be (?:glad|happy|thrilled|honou?red|delighted|eager|excited))"
    r"|\bi(?:'m| am) (?:\w+ )?(?:eager|keen|hoping|excited|ready|willing|happy|dying|looking|interested in|prepared|determined)"
    r"|\bmy (?:\w+ ){0,2}(?:goal|dream|hope|aim|ambition|plan|wish) is|\bi (?:can|could) see myself|\bsee myself|\b(?:happy|glad|eager|keen|thrilled|love|ready|willing)"
    r"|\b(?:how|what|whether|if|where|chance|possible|possibility|way|way for me|like)(?: \w+){0,3} (?:i|me|someone like me)\b(?: (?:could|can|might|may|would|need|have|should))*)"
)

OPENINGS = (
    Phrase(
        "openings",
        "Openings are theirs to raise. Ask about the work instead.",
        (
            "opening",
            "vacan",
            "headcount",
            "requisition",
            "open",
            "opens",
            "available",
            "comes up",
            "coming up",
            "free up",
        ),
        "Do you have any openings in your schedule next week for a short call?",
        "Do you know of any openings on your team?",
        bare=(
            r"\b(?:job )?openings?\b",
            r"\bvacanc(?:y|ies)\b",
            r"\bheadcount\b",
            r"\brequisitions?\b",
            r"\bopen (?:[\w-]+ ){0,2}(?:roles?|positions?|jobs?|posts?|reqs?|seats?|spots?|headcount)\b",
            r"\b(?:roles?|positions?|jobs?|spots?|internships?|anything|something|one|places?)\b (?:[\w-]+ ){0,3}?(?:is |are |be |currently |still )*(?:open|available|vacant|going)\b(?! (?:to (?:talk|chat|speak)|for (?:a )?(?:call|chat|coffee)|on (?:mon|tue|wed|thu|fri|sat|sun)))",
            r"\b(?:positions?|roles?|jobs?|spots?|one|anything|something|somewhere)\b(?: [\w-]+){0,4}? (?:opens?|opening|opened|comes?|coming|becomes?|pops?|frees?|crops?|turns?) (?:up|available|free)\b(?![^.?!\n]{0,60}(?:resched|another (?:time|day)|postpone|cancel|move))",
            r"\bwhen(?:ever)? [\w ]{0,20}(?:open|opens|opening) up\b",
        ),
    ),
    Phrase(
        "seeking",
        "This tells them that you are after a job, and the rest is read in that light.",
        (
            "look",
            "search",
            "hunt",
            "seek",
            "market",
            "lookout",
            "open to",
            "next",
            "after a",
            "explor",
            "pursu",
            "interviewing",
            "applying",
            "job",
        ),
        "I am looking for people who moved from operations to data. What is your job like?",
        "I am currently looking for a junior position in analytics.",
        bare=(
            r"(?:\bi(?:'m| am|'ve been| have been| was hoping)|^|[.!?\n,] *|\band|\bstudent|\bgraduate|\bengineer|\banalyst|\bcurrently|\bactively|\bwho(?: is|'s)) "
            + _ADVERB.replace("(?:(?:", "(?:(?:", 1)
            + r"(?:looking|searching|hunting|seeking|in the market|on the lookout|in search|hoping to (?:find|get|land)|trying to (?:find|get|land|secure)|pursuing|after|open|hoping) ?(?:for |to |of )?{GAP}{JOB}\b(?! (?:models?|like what))",
            r"(?:^|[.!?\n] *)(?:looking|searching|hunting|seeking) (?:for )?{GAP}{JOB}\b",
            r"\b(?:exploring|seeking|pursuing|considering) (?:\w+ ){0,2}?(?:new |next |other |job |career |work |employment |full-time |part-time |entry-level |junior )(?:\w+ ){0,2}(?:opportunit(?:y|ies)|roles?|positions?|jobs?)\b",
            r"\bexploring opportunit(?:y|ies)\b",
            r"\b(?:find|land|secure|get|getting|looking for|search for|searching for|seeking|exploring|toward|towards|for|in) (?:my|a|an) (?:next|new) (?:\w+ ){0,2}(?:roles?|jobs?|positions?|opportunit(?:y|ies)|challenge|employer|gig|home)\b",
            r"\bi(?:'d| would) (?:really |also )?(?:like|love|appreciate|welcome|be (?:grateful|thankful|thrilled|glad|happy|open|interested) (?:for|to (?:have|get|take|accept)|in|to)) (?:to (?:get|have|find|land|take|secure|obtain|accept) )?{GAP}(?:jobs?|positions?|internships?|employment|placement|apprenticeship|traineeship|(?:an?|any) (?:[\w-]+ )?(?:role|opportunity))\b(?! (?:like that|models?))",
            r"\bi(?:'m in)? (?:badly |really |urgently |still )?(?:need|want|am in need of|need of) {GAP}(?:jobs?|work|employment|internships?|placement|(?:an?|any) (?:[\w-]+ )?(?:role|position))\b(?! (?:like yours|that))",
        ),
        plain=(
            r"\b(?:i'm|i am|i've been|i have been|currently|actively|my) (?:[\w-]+ ){0,3}?job[- ]?(?:hunt(?:ing)?|search(?:ing)?|seek(?:ing|er))\b",
            r"\bi(?:'m| am) (?:actively |currently |already )+(?:interviewing|applying)\b",
            r"\b(?:i'm|i am|been|back|now) (?:\w+ ){0,2}on the job market\b",
            r"\bopen ?to ?work\b",
            r"\bopen to (?:any |new |all |other )*(?:\w+ )?(?:opportunit(?:y|ies)|roles?|positions?|offers?)\b(?! to)",
        ),
    ),
    Phrase(
        "exists",
        "Whether there is work for you is theirs to bring up.",
        (
            "there",
            "have",
            "know of",
            "know about",
            "hear of",
            "aware of",
            "need",
            "offer",
            "what roles",
            "which",
            "what positions",
            "what jobs",
            "come across",
        ),
        "Is there a book you would start with? Do you have a role model in the field?",
        "Is there a place for someone like me at Northwind?",
        bare=(
            r"\bthere(?:'s| is| are)? (?:[\w'-]+ ){0,5}?(?:jobs?|roles?|positions?|opportunit(?:y|ies)|work|spots?|places?|room|space|something|anything|need)\b(?=[^.?!\n]{0,40}?\b(?:(?:at (?!all|the moment|least|this|that|first|the (?:conference|meetup|event|university|school))\w+ ?\w*|(?:on|in|with|within|inside) (?:your|the) (?:\w+ ){0,2}{TEAM}|(?:with|under) you)(?: that| for|,| right| at| this| next| in| now|\?|\.|$| currently| soon)|for (?:me|someone|somebody|people like me|another|an? (?:junior|beginner|career|graduate|newcomer|student|person|data|analyst|intern))|i (?:could|might|would|can) (?:fill|apply|take|do for|help with|be (?:right|suited|a fit)|fit|suit)))",
            r"\bany (?:[\w-]+ ){0,3}(?:jobs?|positions?|roles?|internships?|employment|vacancies) ?(?:\?|$|at\b|with (?:you|your)|on (?:your|the)|within\b|for (?:me|someone|an?)\b|that (?:might|would|could|may|fit|suit|match)|i (?:could|might|should|can))",
            r"\b(?:do|does|would|might|will|can|could|if|whether) "
            + _YOU
            + r"(?: [\w]+)? (?:have|has|offer|know(?: of| about)?|hear(?:d)?(?: of| about)?|expect|anticipate|foresee|need|provide|think of|come across|aware of|got|create)(?: of| about)? {GAP}(?:jobs?|roles?|positions?|internships?|opportunit(?:y|ies)|spots?|gigs?|traineeships?|apprenticeships?|placements?|employment|work (?:for me|available|i could)|(?:any|some)(?:thing|one|body) (?:open|available|suitable|for me|for someone|who(?:'s| is) (?:hiring|looking)|(?:that|who) (?:needs?|hires?|is hiring))|interns|another (?:pair|analyst|engineer|person))\b(?! (?:models?|that (?:you|people) (?:enjoy|like|admire)))",
            r"\b(?:what|which) (?:[\w-]+ ){0,2}?(?:roles?|jobs?|positions?|internships?) (?:do|does|are|is|might|will|would)\b[^.?!\n]{0,40}\b(?:have|open|available|hiring|coming|fill|offer|need|looking|for me|i (?:could|would|might|can) (?:apply|fit|be right|be suited|get|take))\b",
        ),
    ),
    Phrase(
        "hiring",
        "Asking whether they hire is asking for a job.",
        (
            "hiring",
            "hire",
            "recruit",
            "employ",
            "to fill",
            "take on",
            "taking on",
            "expand",
            "grow",
            "to add",
            "bring on",
            "bringing",
            "adding",
            "building",
            "looking",
            "searching",
            "staffing",
            "open to",
            "need",
            "consider",
            "welcome",
            "budget",
            "use for",
            "appoint",
        ),
        "What do you look for when you are hiring? How did you get hired?",
        "Is your team hiring at the moment?",
        bare=(
            r"(?:\bare|\bis|'re|'s|\bbe|\bcurrently|\bstill|\bactively|\banyone|\bsomebody|\bsomeone|\bcompan(?:y|ies)|\bfirms?|\bteams?|\bplaces|\bplan|\bstart|\bstarts?|\bif) (?:(?!(?:to|about|in|of|for|on|when|while|with|how|what|by|from|your|hard|involved)\b)[\w'-]+ |your (?:\w+ ){0,2}{TEAM} ){0,4}?(?:hiring|recruiting|staffing up)\b",
            r"\b(?:you|your|{TEAM}|they|he|she|northwind)\b[^.?!\n]{0,30}\b(?:looking|planning|hoping|trying|going|wanting|needing|ready|about|expecting|plan|plans|want|wants|need|needs|have|intend|likely) to (?:\w+ )?(?:hire|recruit|fill|employ|take on|bring on|add (?:to|people|someone|headcount|an?|another|new|junior)|expand (?:the|your) (?:\w+ )?team|grow (?:the|your) (?:\w+ )?team)\b",
            r"\b(?:do|does|would|will|might|could|can) "
            + _YOU
            + r" (?:\w+ )?(?:hire|recruit|employ|take(?: on)?) (?:any |new |recent |some )*(?:juniors?|interns?|trainees?|apprentices?|entry|graduates?|students?|career changers|working students?|freelancers?|beginners)\b",
            r"\b(?:hire|employ|recruit|appoint|onboard|hiring|employing|recruiting) (?:me|someone like me|somebody like me|people like me|someone with my)\b",
            r"\bi (?:[\w']+ ){0,3}(?:be|get) hired\b(?! in (?:this|the|your) (?:field|industry|profession|sector|area))",
            r"\b(?:chances?|odds|hope|way|path|help) (?:\w+ ){0,2}(?:of |to )?(?:get(?:ting)?|be(?:ing)?) hired\b",
            r"\b(?:you|they|your (?:\w+ ){0,2}{TEAM}|northwind) (?:\w+ )?(?:be )?looking for (?:any|some)(?:one|body)\b(?! (?:to|who))|\blooking for (?:new |more |young |junior )*(?:talent|candidates|staff|applicants|employees|hires)\b",
            r"\b(?:open to|in need of|need of|need for|consider|welcome|accept|have use for) (?:having |taking |hiring |adding )?(?:an?|another|any|new|more) (?:[\w-]+ ){0,2}?(?:juniors?|graduates?|beginners?|newcomers?|assistants?|hires?|trainees?|students?|interns?|analysts?|engineers?|developers?|applicants?|candidates?)\b",
            r"\b(?:budget|room|plans?|need|approval) (?:for|to) (?:an?|another|one more|more|new|add|make) (?:\w+ )?(?:hires?|head|person|people|analyst|engineer|junior)\b",
            r"\b(?:who|anyone|anybody|someone|somebody)(?:'s| is| might be| may be)? (?:\w+ )?(?:hiring|recruiting)\b",
            r"\b(?:are|is|will|if|whether|when|might) (?:you|they|your (?:\w+ ){0,2}{TEAM}|the (?:\w+ )?{TEAM}|northwind) (?:are |is )?(?:currently |still |also |be )*(?:expanding|growing|building (?:out|up)|adding to|taking on|adding|bringing on|bringing in)\b(?! (?:the use|the data|responsib|work|projects?|clients?|customers?|cases?))",
            r"\b(?:company|firm|team|anyone|someone|somebody|anybody|place|employer|start-?up)(?: (?:that|who|which))?(?:'s| is| are)? (?:currently )?(?:looking|searching) (?:for|to (?:hire|add|recruit))\b(?! (?:the|meaning|answers?|ways?|a way|a better|patterns?))",
            r"\b(?:looking|search(?:ing)?|need(?:s|ing)?) (?:for )?an? (?:new |junior |experienced |good |capable |motivated )*(?:data |marketing |product |business |software |research |project )?(?:hire|intern|trainee|apprentice|working student)\b",
        ),
    ),
    Phrase(
        "keep-in-mind",
        "“Keep me in mind” asks for a job later. Stay in touch with news instead.",
        (
            "in mind",
            "think of me",
            "remember me",
            "on file",
            "let me know",
            "keep me",
            "anything",
            "something",
            "hear of",
            "my name",
            "alert me",
            "tell me",
            "on your radar",
            "consider",
            "notify",
            "ping me",
            "heads-up",
            "heads up",
        ),
        "Keep in mind that mornings suit me best. Let me know if something comes up and we need another time.",
        "Please keep me in mind if anything comes up.",
        plain=(
            r"\b(?:keep|bear|have|hold|kept) (?:me|my (?:name|profile|details|resume|cv|background|contact|application))\b[^.?!\n]{0,25}\b(?:in mind|on file|on your radar|on (?:the|your) list|on hand|at hand)\b",
            r"\b(?:think of|remember|contact|call|ping|email|write|message|alert|notify|tell|reach out to|get in touch with) me\b[^.?!\n]{0,25}\b(?:if|when|whenever|should|for|about|of|as soon as)\b[^.?!\n]{0,50}\b(?:{JOB}|hir(?:e|ing)|recruit\w*|(?:any|some)thing (?:opens?|comes?|turns?|pops?|crops?|frees?|suitable|relevant|that fits|becomes|fits|at|on your))\b",
            r"\b(?:will|would|please|to|and|might|could|'ll) think of me\b(?! as)",
            r"\b(?:think of|remember) me (?:if|when|whenever|for|the next time|next time|should)\b",
            r"\b(?:let me know|keep me (?:posted|in the loop|updated|informed)|tell me|drop me a (?:line|note)|give me a (?:shout|heads[- ]up|call)|reach out|get in touch)\b[^.?!\n]{0,20}\b(?:if|when|whenever|should|about|of|on|as soon as)\b[^.?!\n]{0,60}\b(?:opens?(?: up)?|openings?|roles?|positions?|vacanc\w+|hir(?:e|es|ing)|recruit\w*|internships?|jobs?|becomes? available|opportunit(?:y|ies) (?:at|on|arise|come|open|for me|that)|suitable|could use|needs? (?:someone|somebody|a hand|help|an?))\b",
            r"\b(?:if|should) (?:you (?:\w+ )?(?:hear of|hear about|come across|know of|learn of|see)) (?:any|some)(?:thing)?\b(?! (?:good |other |interesting )?(?:books?|talks?|articles?|events?|meetups?|courses?|podcasts?|people|person|resources?))",
            r"\b(?:if|should|in case|when|whenever) (?:any|some)(?:thing)?(?: [\w-]+){0,3} (?:comes? up|opens? up|opens?|comes? along|turns? up|pops? up|crops? up|frees? up|arises?|becomes available|come up|come along|open up|arise)\b(?![^.?!\n]{0,70}\b(?:resched|another (?:time|day)|postpone|cancel|move|later|different|rearrange))(?<!not)(?! on your (?:side|end)(?![^.?!\n]{0,20}(?:for me|hir)))",
            r"\bkeep an eye out for me\b|\bkeep (?:your|an) (?:ears?|eyes?) (?:open|out|peeled) (?:for|on) (?:me|any|my|an?)\b|\bput me on (?:your|the) (?:radar|list|shortlist)\b",
            r"\bconsider me\b(?! (?:a fan|grateful|convinced|impressed|lucky|warned|intrigued|sold|one of your))|\bconsider (?:my (?:application|profile|resume|cv|candidacy|background)|someone like me|taking me|bringing me|hiring)\b",
            r"\bbe considered\b|\bconsidered for\b|\bconsideration for\b|\bin consideration\b|\bunder consideration\b|\bfor your consideration\b|\bmy candida(?:cy|ture)\b",
        ),
    ),
    Phrase(
        "refer-me",
        "A referral to other people to learn from is welcome; a referral for a job is a job ask.",
        (
            "refer",
            "recommend",
            "vouch",
            "good word",
            "a word",
            "pass ",
            "forward",
            "introduce me",
            "connect me",
            "in touch with",
            "put me",
            "endorse",
            "advocate",
            "reference",
            "submit",
            "flag me",
            "mention me",
            "mention my",
            "my name",
            "direct me",
            "point me",
        ),
        "Could you refer me to a colleague who made the same move? Lou referred me to you.",
        "Would you refer me internally?",
        plain=(
            r"\b(?:refer|referring) me\b(?! (?:to|on to|onward|onwards)\b)",
            r"\b(?:refer|referring|recommend|recommending|direct|introduce|connect|point|forward|send) me (?:directly )?(?:on )?(?:to|for|with|internally|toward|towards|in the direction of) (?:(?:your|the|a|an|any|someone|somebody|anyone|people|whoever|one)\b[^.?!\n]{0,30}?\b)?(?:hr\b|human resources|recruit\w*|talent|hiring|people team|staffing|(?:open )?(?:positions?|roles?|jobs?|vacanc\w+|openings?|internships?)\b|your (?:boss|manager|employer|company|team lead|director|team|firm)\b|decision[- ]maker|who (?:is |are )?(?:hiring|recruiting|looking to (?:hire|fill)))",
            r"\brecommend(?:ing)? me(?: (?:for|internally|as)\b|\?|\.|$| to (?:your|the|a))",
            r"\b(?:in touch|contact|connect me|speak|talk) with (?:your |the |someone (?:in|from|at) (?:your )?|a |anyone in )?(?:\w+ )?(?:hr\b|human resources|recruiters?|recruiting|talent (?:team|acquisition)|hiring (?:team|manager for)|people team)",
            r"\b(?:employee|internal|job|personal) referrals?\b|\breferral (?:bonus|program|code|link|scheme)\b",
            r"\b(?:a|your|any|for|get|the) referral (?:for|at|to|into|with|from) (?:the|a|an|your|this|any|northwind|\w+ (?:role|position|job)|you|me)\b(?! (?:people|person|colleague|someone|anyone|other|contact))",
            r"\b(?:give|offer|get|submit|write|make|provide|do|for|request|appreciate|love|like|grateful for|need) (?:me |with )?(?:a|an|your) (?:\w+ )?referral\b(?! to (?:people|other|someone|somebody|a (?:colleague|person|friend|peer)|anyone|another|whoever|others))",
            r"\b(?:put in|put|drop|say|add|give) (?:in )?a (?:good |kind |nice |positive |quick )?word (?:in )?(?:for me|on my behalf|with|to|about me|internally|at)\b|\bgood word\b",
            r"\b(?:vouch|advocate|speak up|lobby|go to bat|pull (?:some|a few|any)? ?strings) (?:for me|on my behalf)\b|\bpull (?:some|a few|any)? ?strings\b|\bendorse me\b",
            r"\b(?:pass|forward|share|send|hand|give|circulate|show|drop|put|get|slip|submit|mention|bring|float|flag|run)(?:ing)? (?:on |along |forward |around |up )?(?:me|my (?:name|resume|cv|profile|details|info|information|application|portfolio|background|interest|contact(?: details)?))(?: (?:on|along|forward|around|up|in))?(?: to| with| by| past| in front of| internally| before| into)? ?(?:your |the |any(?:one)? |whoever |people |somebody |someone )?(?:\w+ ){0,2}(?:hr\b|human resources|recruit\w*|talent|hiring|manager|boss|{TEAM}|director|lead|internally|who(?:'s| is| are| might be)? (?:hiring|recruiting|in charge|responsible)|whoever|recruitment|decision[- ]makers?|right (?:person|people)|relevant)\b",
            r"\b(?:pass|forward)(?:ing)? (?:on |along )?my (?:resume|cv|application|profile|name)\b|\bput (?:my name|me) (?:forward|in for|up for)\b|\b(?:mention|drop|give|suggest|bring up) my name\b",
            r"\b(?:be|act as|serve as|being) (?:a|my) (?:job |professional )?reference\b|\b(?:reference letter|letter of (?:recommendation|reference)|recommendation letter)\b",
        ),
    ),
    Phrase(
        "resume",
        "A résumé turns the letter into an application. Put a link to your profile under your name if you like.",
        ("resume", "cv", "curriculum", "cover letter", "resum"),
        "Could we resume our talk next week? What should a résumé in this field leave out?",
        "I have attached my résumé for your review.",
        plain=(
            r"\b(?:attach\w*|enclos\w*|includ(?:ed|ing)|append\w*|find|sending|sent|send|see|here(?:'s| is| are)|share|sharing|shared|provide|email|upload\w*|submit\w*|forward\w*|drop|leave|give you|show you|look (?:at|over|through)|link(?:ed)? (?:to)?|below is|glance at|review(?:ing)?|read|consider|keep|have) [^.?!\n]{0,30}?(?:(?:my|a|the|an|updated|current|latest|copy of|brief|short|one-page|this|attached) (?:[\w-]+ ){0,2}(?:resume\u0301?|cv|curriculum vitae|cover letter)|resume and|cv and)\b(?![^.?!\n]{0,20}(?:advice|tips|in this field|in your field))",
            r"\b(?:my|a|the|updated|current|copy of my) (?:[\w-]+ ){0,2}(?:resume\u0301?|cv|curriculum vitae|cover letter)\b[^.?!\n]{0,30}\b(?:attach\w*|enclos\w*|below|includ\w*|available|on request|upon request|linked|here|with this|for your|to hand|to your|on file|if (?:that|it|you)|ready|(?:is|are) (?:at|on|here))\b",
            r"\b(?:resume|cv|curriculum vitae|cover letter) (?:is |are )?(?:attached|enclosed|included|below|available|at|on|here)\b|\b(?:attached|enclosed) (?:is |please find |are |you will find |you'll find )?(?:\w+ ){0,2}(?:resume|cv|curriculum vitae|cover letter)\b",
        ),
    ),
)
