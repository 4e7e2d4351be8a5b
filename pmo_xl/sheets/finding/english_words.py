"""The words English headings are made of (Linked Risk, Tested On), and the concept each stands for.

Data only, like `part_words.py`, whose concepts these are; `english.py` puts them together.
"""

from typing import Final

# What a column holds: a word of this kind decides, wherever it stands.
TAILS: Final[dict[str, str]] = {
    "due": "due, deadline, eta, target",
    "date": "date, on, day, when, time, timestamp, datetime",
    "id": "id, ids, no, nr, num, number, ref, refs, reference, references, key, code, #",
    "person": "by, who, owner, person, name, assignee, responsible, pic, author, incharge",
    "name": "title, summary, subject, headline",
    "text": "description, desc, detail, details, text, statement, content, contents, overview",
    "status": "status, state, progress",
    "result": "result, results, verdict, outcome, judgement, judgment",
    "class": "type, category, class, classification, group",
    "level": "severity, rank, level",
    "org": "team, department, dept, org, organization, organisation, company, division, party",
    "vendor": "vendor, supplier",
    "effort": "effort, hours, estimate, hrs, days, manday, mandays, cost",
    "rate": "rate, percent, %, complete",
    "policy": (
        "plan, strategy, resolution, mitigation, countermeasure, countermeasures, solution, workaround, "
        "contingency, measure"
    ),
    "condition": "condition, conditions, precondition, preconditions, prerequisite, prerequisites",
    "version": "version, build, release, revision, rev",
    "place": "screen, page, module, component, feature, function, functionality, area, where, url",
    "remark": "comment, comments, remark, remarks, note, notes, memo",
    "proof": "evidence, screenshot, screenshots, attachment, attachments, attached",
    "reason": "reason, cause, why",
    "viewpoint": "viewpoint, aspect, objective, purpose",
    "steps": "steps, procedure, how, instructions, reproduce, repro",
    "count": "count, total, qty",
}
HEADS: Final[dict[str, str]] = {
    "raise": (
        "raised, reported, created, logged, opened, open, submitted, requested, registered, identified, entered, "
        "asked, reporter, creator, submitter, requester, requestor, originator, found, received, author, issued"
    ),
    "detect": "detected, discovered",
    "occur": "occurred, occurrence",
    "act": "action, actions, handled, resolved, resolution, closed, handling",
    "fix": "fix, fixed, fixing, corrected",
    "answer": "answer, answered, response, responded, reply, replied",
    "run": "executed, execution, run, performed, tested, tester",
    "confirm": "confirmed, verified, checked, verification",
    "retest": "retest, retested, recheck",
    "approve": "approved, approver, approval, signed, signoff",
    "decide": "decision, decisions, decided",
    "review": "reviewed, reviewer, review",
    "update": "updated, modified, changed, last, edited",
    "start": "start, started, begin, started",
    "end": "end, finish, finished, completed, completion, closed, close, closure, done, resolved",
    "study": "investigation, analysis",
    "cause": "root, cause",
    "impact": "impact, impacted, affected",
    "plan": (
        "planned, target, expected, scheduled, due, needed, required, estimated, validate, need, respond, "
        "complete, forecast"
    ),
    "real": "actual, actually, observed",
    "issue": "issue, issues, problem",
    "defect": "defect, defects, bug, bugs, incident",
    "test": "test, tests, case, testcase, tc, cases",
    "requirement": "requirement, requirements, req, reqt, story",
    "qa": "question, questions, query, qa",
    "todo": "task, todo, activity, item",
    "risk": "risk, risks",
    "change": "change, cr",
    "meeting": "meeting, agenda",
    "scenario": "scenario, ts",
    "screen": "screen, page",
    "system": "system, application, app",
    "step": "step",
    "parent": "parent",
    "previous": "predecessor, depends, dependent, blocked, dependency",
    "related": "linked, link, related, links, external",
    "none": (
        "of, the, a, to, for, in, s, and, current, initial, user, uat, short, long, full, assigned, responsible, "
        "expected, dev, qc, vs"
    ),
}
# Words that say the field by themselves, unless something before them says otherwise.
ALONE: Final[dict[str, str]] = {
    "owner": "owner, assignee, assigned, responsible, pic, developer, dev, engineer, accountable, lead",
    "raised_by": "reporter, requester, requestor, originator, author, creator, submitter",
    "tester": "tester, executor",
    "reviewer": "reviewer, checker, verifier",
    "approved_by": "approver",
    "priority": "priority, prio, urgency",
    "severity": "severity, sev, criticality",
    "impact": "impact",
    "probability": "probability, likelihood",
    "expected": "expected",
    "actual": "actual, observed",
    "environment": "environment, env, browser, device, os, platform, machine",
    "input": "input, data",
    "precondition": "precondition, preconditions, prerequisite, prerequisites",
    "category": "category, section, workstream, area, label, labels, theme, epic, stream",
    "system": "system, application, module, component, product, project",
    "screen": "screen, page, feature, function, functionality, where, url",
    "phase": "phase, stage, sprint, milestone, iteration",
    "due_date": "deadline, eta, due",
    "response": "answer, response, reply",
    "action": "action, resolution, mitigation, countermeasure, workaround, solution, contingency",
    "cause": "cause, reason",
    "steps": "steps, procedure, reproduce, repro",
    "status": "status, state",
    "result": "result, results, verdict, outcome",
    "remarks": "remarks, remark, comments, comment, notes, note",
    "evidence": "evidence, screenshot, screenshots, attachment, attachments",
    "related_id": "related, linked, links, references",
    "progress": "progress",
    "decided_by": "decider",
    "defect_id": "defects, defect, bugs, bug, tickets, ticket",
    "version": "version, build",
}
