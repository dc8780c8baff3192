"""Summaries to print: facts from the casebook, and hard cases that are made up and say so."""

from tracker.domain.summary import (
    AgreementSummary,
    CommitmentLine,
    DateLine,
    DeliverableLine,
    Disagreement,
    FactLine,
    LifecycleLine,
    LinkLine,
    MoneyLine,
    OwesBalance,
    OwesCell,
    OwesMatrix,
    OwesRow,
    PartyLine,
    PersonLine,
    ProgressLine,
    ResponsibleLine,
    SigningLine,
    SourceLine,
    Statement,
    WrittenDate,
)


def day(text: str, iso: str = "") -> WrittenDate:
    return WrittenDate(text=text, iso=iso)


def three_parties() -> AgreementSummary:
    """People and names of case seed-002; binding, progress, percent and link are made up."""
    isct, scrm, carm = "ISCT", "SCRM", "CARM"
    return AgreementSummary(
        title="ISCT, SCRM and CARM",
        record="agreement-2",
        reference="2018-12",
        kind_label="Memorandum of understanding",
        status="active",
        status_label="Active",
        status_since=day("3 December 2018", "2018-12-03"),
        binding_label="not binding",
        purpose="Formalises a working relationship: connects the members of ISCT with the Korean "
        "market for cell and gene therapy, and Korean companies with the society.",
        parties=(
            PartyLine(
                name="International Society for Cell & Gene Therapy",
                acronym=isct,
                country="Canada",
                former_names="International Society for Cellular Therapy",
            ),
            PartyLine(
                name="Strategic Center for Regenerative Medicine",
                acronym=scrm,
                country="Korea",
                former_names="GSRAC",
            ),
            PartyLine(
                name="Council for Advanced Regenerative Medicine",
                acronym=carm,
                native_name="첨단재생의료산업협의회",
                country="Korea",
                is_ours=True,
            ),
        ),
        people=(
            PersonLine(
                name="John Rasko", title="President", organisation=isct, capacity_label="quoted"
            ),
            PersonLine(
                name="Queenie Jang",
                title="Chief Executive Officer",
                organisation=isct,
                capacity_label="quoted",
            ),
            PersonLine(
                name="So Ra Park", title="Director", organisation=scrm, capacity_label="quoted"
            ),
            PersonLine(
                name="BG Rhee",
                other_names=("이병건",),
                title="Chairman",
                organisation=carm,
                capacity_label="quoted",
            ),
        ),
        dates=(
            DateLine(label="Announced", value=day("3 December 2018", "2018-12-03")),
            DateLine(label="Signed"),
            DateLine(label="Took effect"),
        ),
        signing=(SigningLine(place="Vancouver"), SigningLine(place="Seoul")),
        commitments=(
            CommitmentLine(
                text="Connect the society's members with the Korean cell therapy market",
                area="Market access",
            ),
            CommitmentLine(text="Framework for future global initiatives", owed_by="ISCT and SCRM"),
        ),
        deliverables=(
            DeliverableLine(
                title="Korea Pavilion",
                record="deliverable-3",
                type_label="Pavilion",
                status="delivered",
                status_label="Delivered",
                target=day("29 May – 1 June 2019"),
                delivered=day("1 June 2019", "2019-06-01"),
                percent=100,
                event="ISCT 2019, Melbourne",
                responsible=(
                    ResponsibleLine(organisation=scrm, role_label="leads"),
                    ResponsibleLine(organisation=carm, role_label="leads"),
                    ResponsibleLine(organisation=isct, role_label="hosts"),
                ),
                last_progress=ProgressLine(
                    date=day("1 June 2019", "2019-06-01"),
                    sentence="Pavilion held at the society's annual meeting.",
                ),
            ),
            DeliverableLine(
                title="Seats in the ISCT Commercialization Committee",
                type_label="Committee participation",
                status="in_progress",
                status_label="In progress",
                percent=50,
                responsible=(
                    ResponsibleLine(organisation=scrm, role_label="contributes"),
                    ResponsibleLine(organisation=carm, role_label="contributes"),
                ),
                last_progress=ProgressLine(
                    date=day("3 December 2018", "2018-12-03"), sentence="Participation announced."
                ),
            ),
            DeliverableLine(
                title="ISCT regional meeting in Asia",
                type_label="Regional meeting",
                status="idea",
                status_label="Idea",
                responsible=(
                    ResponsibleLine(organisation=isct, role_label="leads"),
                    ResponsibleLine(organisation=scrm, role_label="contributes"),
                    ResponsibleLine(organisation=carm, role_label="contributes"),
                ),
            ),
            DeliverableLine(
                title="Korean presence at ISCT 2016 and 2017",
                type_label="Pavilion",
                status="delivered",
                status_label="Delivered",
                target=day("2016 – 2017"),
                event="Singapore and London",
                responsible=(ResponsibleLine(organisation=scrm, role_label="leads"),),
                facts=(FactLine(label="Exhibitors", value="over 10 companies each year"),),
                is_history=True,
            ),
        ),
        matrix=OwesMatrix(
            columns=(isct, scrm, carm),
            rows=(
                OwesRow(
                    deliverable="Korea Pavilion",
                    cells=(
                        OwesCell(role_label="hosts", state="done"),
                        OwesCell(role_label="leads", state="done"),
                        OwesCell(role_label="leads", state="done"),
                    ),
                ),
                OwesRow(
                    deliverable="Seats in the ISCT Commercialization Committee",
                    cells=(
                        OwesCell(),
                        OwesCell(role_label="contributes", state="open"),
                        OwesCell(role_label="contributes", state="open"),
                    ),
                ),
                OwesRow(
                    deliverable="ISCT regional meeting in Asia",
                    cells=(
                        OwesCell(role_label="leads", state="open"),
                        OwesCell(role_label="contributes", state="open"),
                        OwesCell(role_label="contributes", state="open"),
                    ),
                ),
            ),
            balances=(
                OwesBalance(party=isct, done=1, open=1),
                OwesBalance(party=scrm, done=1, open=2),
                OwesBalance(party=carm, done=1, open=2),
            ),
        ),
        links=(
            LinkLine(
                relation_label="continued beside", title="ARM and CARM, 2024", detail="Active"
            ),
        ),
        sources=(
            SourceLine(
                title="ISCT announces MoU with SCRM and CARM",
                publisher="International Society for Cell & Gene Therapy",
                published=day("3 December 2018", "2018-12-03"),
                reliability="official",
                reliability_label="official",
                url="https://www.example.org/news/mou-korea",
            ),
        ),
        generated_on=day("2 June 2019", "2019-06-02"),
    )


KOREAN_PARTIES = (
    "충북도",
    "한국바이오협회",
    "한국제약바이오협회",
    "한국바이오의약품협회",
    "한국신약개발연구조합",
    "국제뷰티산업교역협회",
)


def six_korean_parties() -> AgreementSummary:
    """Case mc-040: six parties, a day without month and year, two sources that disagree."""
    host, *tenants = KOREAN_PARTIES
    return AgreementSummary(
        title="오송 공동사무소 설치·운영 업무협약",
        record="agreement-40",
        kind_label="업무협약",
        status="unknown",
        status_label="알 수 없음",
        purpose="오송을 거점으로 삼아 바이오 전문협회 다섯 곳이 공동사무소를 두고, 도와 함께 "
        "기업 유치와 인력 양성을 추진한다.",
        parties=(
            PartyLine(name=host, country="대한민국", role_label="주최", is_ours=False),
            *(PartyLine(name=name, country="대한민국", role_label="당사자") for name in tenants),
        ),
        people=(
            PersonLine(
                name="이장섭",
                other_names=("Lee Jang-seop",),
                title="행정부지사",
                organisation=host,
                capacity_label="참석",
            ),
        ),
        dates=(
            DateLine(label="체결", value=day("24일 (월, 연도 미상)")),
            DateLine(label="발효"),
        ),
        signing=(SigningLine(place="도청 영상회의실"),),
        commitments=tuple(
            CommitmentLine(text=text)
            for text in (
                "공동 협력사업 발굴",
                "유망 바이오기업 유치",
                "바이오벤처 육성",
                "전문인력 양성",
            )
        ),
        deliverables=(
            DeliverableLine(
                title="오송 공동사무소",
                type_label="공동사무소",
                status="planned",
                status_label="예정",
                responsible=(
                    ResponsibleLine(organisation=host, role_label="주최"),
                    *(ResponsibleLine(organisation=name, role_label="입주") for name in tenants),
                ),
                facts=(
                    FactLine(label="주소", value="충북 청주 오송"),
                    FactLine(label="입주 단체", value="5"),
                ),
            ),
        ),
        matrix=OwesMatrix(
            columns=KOREAN_PARTIES,
            rows=(
                OwesRow(
                    deliverable="오송 공동사무소",
                    cells=(
                        OwesCell(role_label="주최", state="open"),
                        *(OwesCell(role_label="입주", state="open") for _ in tenants),
                    ),
                ),
            ),
            balances=tuple(OwesBalance(party=name, open=1) for name in KOREAN_PARTIES),
        ),
        links=(
            LinkLine(
                relation_label="관련", title="한국바이오협회-충청북도 업무협약, 오송지부 개소"
            ),
        ),
        sources=(
            SourceLine(
                title="오송 공동사무소 업무협약",
                publisher="충청일보",
                reliability="press",
                reliability_label="언론",
                url="http://www.ccdailynews.com/news/articleView.html?idxno=1028380",
            ),
            SourceLine(title="오송지부 개소", publisher="서울경제", reliability_label="언론"),
        ),
        disagreements=(
            Disagreement(
                field_label="이장섭 직함",
                statements=(
                    Statement(value="행정부지사", source="충청일보"),
                    Statement(value="정무부지사", source="서울경제"),
                ),
            ),
        ),
        generated_on=day("2026년 3월 5일", "2026-03-05"),
        language="ko",
    )


def ceremony() -> AgreementSummary:
    """A full page of a typical agreement: seven people, five deliverables. The term, targets and
    progress are made up for the look; only the names come from case seed-001."""
    base = three_parties()
    arm, carm = "ARM", "CARM"
    people = (
        ("Timothy Hunt", ("Tim Hunt",), "CEO", arm, "signatory"),
        ("Laura Stringham", (), "Vice President", arm, "attendee"),
        ("Duckjoo Lee", ("이덕주",), "Chairman", carm, "signatory"),
        ("BG Rhee", ("이병건",), "Honorary Chairman", carm, "attendee"),
        ("Kyung-Sun Kang", (), "Board member", carm, "attendee"),
        ("James Park", (), "Board member", carm, "attendee"),
        ("Young Kim", (), "Board member", carm, "attendee"),
    )
    lines = (
        ("Korea Pavilion 2025", "Pavilion", "at_risk", "At risk", True, "16 – 19 June 2025", 30),
        ("White paper on CMC", "Joint publication", "in_progress", "In progress", False, "", 60),
        ("Regulatory forum", "Forum", "planned", "Planned", False, "Autumn 2025", None),
        ("Trends in Asia, issue 1", "Trend report", "delivered", "Delivered", False, "2024", 100),
        ("Industry survey exchange", "Survey", "on_hold", "On hold", False, "March 2025", 10),
    )
    return base.model_copy(
        update={
            "title": "Renewed memorandum of understanding on advanced therapies",
            "reference": "ARM-CARM/2024",
            "flags": ("Notice due by 4 March 2027",),
            "parties": (
                *base.parties[2:],
                PartyLine(
                    name="Alliance for Regenerative Medicine", acronym=arm, country="United States"
                ),
                PartyLine(
                    name="Strategic Center for Regenerative Medicine",
                    acronym="SCRM",
                    country="Korea",
                    role_label="observer",
                    on_behalf_of="MOHW",
                ),
            ),
            "people": tuple(
                PersonLine(
                    name=name,
                    other_names=others,
                    title=title,
                    organisation=where,
                    capacity_label=capacity,
                    signed_on=day("4 June 2024", "2024-06-04")
                    if capacity == "signatory"
                    else WrittenDate(),
                )
                for name, others, title, where, capacity in people
            ),
            "dates": (
                DateLine(label="Announced", value=day("4 June 2024", "2024-06-04")),
                DateLine(label="Signed", value=day("4 June 2024", "2024-06-04")),
                DateLine(label="Ends", value=day("4 June 2027", "2027-06-04")),
                DateLine(label="Last day to give notice", value=day("4 March 2027", "2027-03-04")),
            ),
            "signing": (SigningLine(place="San Diego", event="BIO International Convention"),),
            "term_label": "3 years, renewed by silence",
            "term_working": "signed 4 June 2024 + 3 years = 4 June 2027; "
            "3 months' notice → 4 March 2027",
            "languages": "English, Korean",
            "commitments": tuple(
                CommitmentLine(text=text, area=area)
                for text, area in (
                    ("Exchange trends in each region", "Information"),
                    ("Support member companies in finding partners", "Partnering"),
                    ("Forums for regulatory harmonisation", "Regulation"),
                    ("Standardisation through national bodies", "Standards"),
                )
            ),
            "deliverables": tuple(
                DeliverableLine(
                    title=title,
                    type_label=kind,
                    status=status,
                    status_label=label,
                    overdue=overdue,
                    target=day(target),
                    original_target=day("June 2024") if overdue else WrittenDate(),
                    moved_reason="Fair postponed" if overdue else "",
                    percent=percent,
                    responsible=(
                        ResponsibleLine(organisation=carm, role_label="leads"),
                        ResponsibleLine(organisation=arm, role_label="contributes"),
                    ),
                    last_progress=ProgressLine(
                        date=day("14 March 2025", "2025-03-14"),
                        sentence="Both bodies named their representatives and met online.",
                    )
                    if percent
                    else None,
                )
                for title, kind, status, label, overdue, target, percent in lines
            ),
            "matrix": OwesMatrix(
                columns=(arm, carm, "SCRM"),
                rows=tuple(
                    OwesRow(
                        deliverable=title,
                        cells=(
                            OwesCell(role_label="contributes", state="due"),
                            OwesCell(role_label="leads", state="overdue" if overdue else "done"),
                            OwesCell(),
                        ),
                    )
                    for title, _, _, _, overdue, _, _ in lines
                ),
                balances=(
                    OwesBalance(party=arm, due=5),
                    OwesBalance(party=carm, done=4, overdue=1),
                    OwesBalance(party="SCRM"),
                ),
            ),
            "money": (MoneyLine(label="Membership fee", amount="USD 5,000 a year"),),
            "links": (LinkLine(relation_label="renews", title="ARM and CARM, first MoU"),),
            "generated_on": day("5 March 2026", "2026-03-05"),
        }
    )


def consortium(parties: int = 16, deliverables: int = 24) -> AgreementSummary:
    """Made up: as many parties and deliverables as asked for."""
    names = tuple(f"ORG{n:02}" for n in range(1, parties + 1))
    titles = tuple(
        f"Work package {n}: shared methods and reference data" for n in range(deliverables)
    )
    return AgreementSummary(
        title="Consortium agreement on reference materials",
        kind_label="Consortium",
        status="paused",
        status_label="Paused",
        parties=tuple(
            PartyLine(
                name=f"Institute for Reference Materials number {n}", acronym=name, country="Korea"
            )
            for n, name in enumerate(names, 1)
        ),
        people=tuple(
            PersonLine(name=f"Person {n}", title="Director", organisation=name)
            for n, name in enumerate(names)
        ),
        dates=(DateLine(label="Signed"),),
        deliverables=tuple(
            DeliverableLine(
                title=title,
                type_label="Research",
                status="in_progress",
                status_label="In progress",
                target=day("June 2027"),
                responsible=(ResponsibleLine(organisation=names[n % parties], role_label="leads"),),
            )
            for n, title in enumerate(titles)
        ),
        matrix=OwesMatrix(
            columns=names,
            rows=tuple(
                OwesRow(
                    deliverable=title,
                    cells=tuple(
                        OwesCell(role_label="leads", state="due")
                        if n % parties == at
                        else OwesCell()
                        for at in range(parties)
                    ),
                )
                for n, title in enumerate(titles)
            ),
            balances=tuple(OwesBalance(party=name, due=1) for name in names),
        ),
        lifecycle=(
            LifecycleLine(date=day("2020"), label="Paused", note="pandemic"),
            LifecycleLine(label="Resumed"),
        ),
        generated_on=day("5 March 2026", "2026-03-05"),
    )
