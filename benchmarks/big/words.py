"""The words that names and notes are made of: English, Korean and Japanese."""


def _words(text: str) -> list[str]:
    return text.split()


def _phrases(text: str) -> list[str]:
    return text.split("|")


CITIES = {
    "KR": "Seoul Busan Incheon Daejeon Daegu Gwangju Ulsan Osong Pangyo Songdo Suwon Jeonju",
    "JP": "Tokyo Osaka Kobe Kyoto Nagoya Yokohama Fukuoka Sapporo Kawasaki Tsukuba",
    "US": "Boston Cambridge Houston Seattle Denver Chicago Baltimore Durham Philadelphia",
    "GB": "London Oxford Edinburgh Stevenage Leeds Cardiff",
    "DE": "Berlin München Köln Göttingen Heidelberg Münster",
    "FR": "Paris Lyon Montréal Évry Nîmes",
    "CH": "Basel Zürich Genève Lausanne",
    "SG": "Singapore",
    "AU": "Melbourne Sydney Brisbane Adelaide",
    "BR": "São-Paulo Brasília Curitiba",
    "TW": "Taipei Hsinchu Tainan",
    "IL": "Haifa Rehovot Jerusalem",
}
COUNTRIES = tuple(CITIES)
# How often an organisation is of a country; the rest shares what is left.
COUNTRY_WEIGHTS = (34, 14, 16, 8, 7, 5, 4, 3, 3, 2, 2, 2)

FIELDS = _phrases(
    "Regenerative Medicine|Cell Therapy|Gene Therapy|Advanced Therapies|Biotechnology|"
    "Life Science|Medical Devices|Digital Health|Genomics|Immunology|Oncology|Rare Diseases|"
    "Neuroscience|Vaccines|Stem Cell Research|Tissue Engineering|Bioprocessing|"
    "Clinical Trials|Pharmaceutical|Precision Medicine|Bioinformatics|Synthetic Biology|"
    "Exosome|Cardiology|Ophthalmology"
)
SORTS = {
    "association": "Association|Federation|Council|Alliance",
    "society": "Society|Academy",
    "government_supported": "Innovation Centre|Support Foundation|Promotion Agency",
    "ministry": "Ministry",
    "agency": "Agency",
    "cluster": "Cluster|Park",
    "university": "University",
    "institute": "Institute|Research Institute",
    "hospital": "Hospital|Medical Center",
    "company": "Inc.|Ltd|GmbH|Therapeutics|Biologics|Pharma|Biosciences",
    "foundation": "Foundation",
    "media": "Journal|Review",
}
SYLLABLES = _words(
    "gen cel vir ner tor lum axo bio cyt dex evo fle gly hel ion jun kar lyn med nov ori pel "
    "qua rex syn tra uni vex wyn xen yor zel bra cro dra fra gra pra stra theo"
)
ENDINGS = _words("a ex is on ra va ia ium os ix ena ova")

KOREAN_PLACES = _words(
    "한국 서울 부산 인천 대전 대구 광주 오송 판교 송도 경기 전북 강원 제주 동아 대한"
)
KOREAN_FIELDS = _words(
    "재생의료 첨단재생의료 바이오 세포치료 유전자치료 줄기세포 의료기기 디지털헬스 유전체 면역 암 "
    "희귀질환 뇌과학 백신 조직공학 임상시험 제약 정밀의료 생물정보 합성생물학 엑소좀 심장 안과"
)
KOREAN_SORTS = {
    "association": "협회|협의회|연합회",
    "society": "학회|한림원",
    "government_supported": "지원센터|진흥원|진흥재단",
    "ministry": "부",
    "agency": "청",
    "cluster": "클러스터|단지",
    "university": "대학교",
    "institute": "연구원|연구소",
    "hospital": "병원|의료원",
    "company": "주식회사|바이오텍|테라퓨틱스|제약",
    "foundation": "재단",
    "media": "신문|일보",
}
JAPANESE_PLACES = _words("日本 東京 大阪 神戸 京都 名古屋 横浜 福岡 札幌 川崎 つくば 関西")
JAPANESE_FIELDS = _words(
    "再生医療 細胞治療 遺伝子治療 バイオ 医療機器 ゲノム 免疫 がん 希少疾患 神経 ワクチン "
    "幹細胞 組織工学 臨床試験 製薬 精密医療"
)
JAPANESE_SORTS = {
    "association": "協会|連盟",
    "society": "学会",
    "company": "株式会社|製薬",
    "university": "大学",
    "institute": "研究所",
    "hospital": "病院",
    "foundation": "財団法人",
}

# Family and given names in both writings.
KOREAN_FAMILIES = _words(
    "김:Kim 이:Lee 박:Park 최:Choi 정:Jung 강:Kang 조:Cho 윤:Yoon 장:Jang 임:Lim 한:Han "
    "오:Oh 서:Seo 신:Shin 권:Kwon 황:Hwang 안:Ahn 송:Song 류:Ryu 홍:Hong 전:Jeon 고:Ko "
    "문:Moon 양:Yang 손:Son 배:Bae 백:Baek 허:Heo 남:Nam 심:Shim 노:Noh 하:Ha 곽:Kwak "
    "성:Sung 차:Cha 주:Joo 우:Woo 구:Koo"
)
KOREAN_GIVEN = _words(
    "민:min 수:soo 지:ji 현:hyun 준:joon 서:seo 영:young 호:ho 은:eun 정:jung 진:jin 성:sung "
    "우:woo 경:kyung 혜:hye 연:yeon 재:jae 원:won 희:hee 동:dong 상:sang 미:mi 태:tae "
    "윤:yoon 하:ha 병:byung 건:gun 석:seok 규:kyu 선:sun 아:ah 라:ra 훈:hoon 철:chul 주:joo "
    "나:na"
)
JAPANESE_FAMILIES = _words(
    "佐藤:Sato 鈴木:Suzuki 高橋:Takahashi 田中:Tanaka 伊藤:Ito 渡辺:Watanabe 山本:Yamamoto "
    "中村:Nakamura 小林:Kobayashi 加藤:Kato 吉田:Yoshida 山田:Yamada 佐々木:Sasaki "
    "松本:Matsumoto 井上:Inoue 木村:Kimura 清水:Shimizu 山崎:Yamazaki 森:Mori 池田:Ikeda"
)
JAPANESE_GIVEN = _words(
    "健:Ken 誠:Makoto 隆:Takashi 明:Akira 浩:Hiroshi 学:Manabu 翔:Sho 蓮:Ren 陽子:Yoko "
    "恵:Megumi 裕子:Yuko 美香:Mika 直樹:Naoki 大輔:Daisuke 愛:Ai さくら:Sakura 由美:Yumi "
    "智子:Tomoko"
)
LATIN_FAMILIES = _words(
    "Smith Johnson Müller Schmidt García Rossi Dubois Silva Nguyen O'Brien Andersson "
    "Kowalski Novák Jensen Haas Ivanov Cohen Levy Chen Wang Tan Lim Singh Patel Khan Haddad "
    "Okafor Mensah Brown Wilson Taylor Martin Bernard Moreau Fischer Weber Becker Hoffmann "
    "Santos Costa Ferreira Lindqvist Virtanen Öztürk Yılmaz Petrov Horváth Nagy Popescu "
    "Kim-Walsh MacLeod van-Dijk"
)
LATIN_GIVEN = _words(
    "Anna Maria John James Peter Paul Sophie Claire Luca Marco Elena Ingrid Lars Erik Jan "
    "Eva Michael Sarah David Rachel Tom Emma Noah Mia Oliver Chloé José Ana Luís Inês Björn "
    "Zoë Renée Ahmed Fatima Omar Leila Priya Arjun Mei Wei Hannah Daniel Robert Janet Bruce "
    "Miguel Laura"
)

JOBS = _phrases(
    "Chair|President|Vice president|Director|Secretary General|Chief executive|"
    "Project manager|Head of international relations|Professor|Researcher|Manager|회장|"
    "부회장|이사장|사무총장|본부장|팀장|과장|교수|연구원|理事長|部長|教授|主任研究員"
)
TOPICS = _phrases(
    "manufacturing|approval pathways|reimbursement|potency assays|viral vectors|"
    "cryopreservation|clinical supply|hospital exemption|long-term follow-up|real-world data|"
    "automation|raw materials|세포 제조|인허가|보험 급여|품질 관리|바이러스 벡터|동결 보존|"
    "장기 추적|실사용 데이터|再生医療の承認|細胞製造"
)
SERIES = _phrases(
    "BIO International Convention|Global Bio Conference|ISCT Annual Meeting|BIO Korea|"
    "BioJapan|Phacilitate Leaders World|Meeting on the Mesa|CPHI Worldwide|바이오 코리아|"
    "국제 재생의료 포럼|Swiss Biotech Day|BIO-Europe|AusBiotech|BioProcess International"
)
NOTES = (
    "The programme was agreed with the partners.",
    "Call with {person}; the next step is the budget.",
    "{place} confirmed the hall and the booth number.",
    "Draft sent round to all members for comments.",
    "Two of the speakers withdrew, replacements are being sought.",
    "Contract with the organiser signed by both sides.",
    "The steering committee met and approved the plan on {topic}.",
    "Survey on {topic} closed with {n} responses.",
    "Invoice no. {n} was paid.",
    "Comments of the regulator on {topic} were answered.",
    "Visit to {place}, {n} meetings held.",
    "The manuscript went to internal review.",
    "Delay: the venue in {place} is not free before autumn.",
    "{n} exhibitors registered so far.",
    "Minutes were circulated, no objections.",
    "Kick-off meeting in {place} with {person}.",
    "협력 기관과 프로그램을 확정함.",
    "{person} 통화, 예산 협의 예정.",
    "{topic} 관련 자료를 회원사에 배포함.",
    "공동관 부스 {n}개 배정 완료.",
    "실무 회의 개최, 다음 회의는 {place}.",
    "원고 초안을 검토 중임.",
    "참가 기업 {n}개사 모집 마감.",
    "覚書の内容について協議した。",
    "{topic}に関する資料を送付。",
)
PURPOSES = (
    "Cooperation in {topic} and exchange of information between members.",
    "To support companies that enter each other's market, with a focus on {topic}.",
    "Joint forums, pavilions and publications on {topic}.",
    "{topic} 분야의 공동 연구와 회원사 교류를 위하여 협력한다.",
    "{topic}に関する情報交換と共同事業を行う。",
)
COMMITMENTS = _phrases(
    "Exchange information on {topic}|Hold a joint forum once a year|Support members in {place}|"
    "Publish jointly on {topic}|{topic} 정보 공유|회원사 상호 방문 지원|Joint training of staff"
)
MILESTONES = _phrases(
    "Concept|Budget approved|Invitations sent|Programme fixed|Call opened|Draft|Held|Report|"
    "기획안|예산 승인|모집|개최|결과 보고"
)
REASONS = _phrases(
    "The venue was not free|Budget pending|Partner asked for more time|일정 조정|Change of staff"
)
