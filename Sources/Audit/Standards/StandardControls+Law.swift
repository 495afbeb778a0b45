extension StandardControl {
  private static let dora = "Regulation (EU) 2022/2554 (DORA)"
  private static let technical = "Delegated Regulation (EU) 2024/1774 (RTS)"
  private static let fda = "21 CFR Part 11"

  /// Law of the European Union.
  static let european: [StandardControl] = [
    control(
      dora, "Article 9(4)(e)",
      """
      Record, test, assess, approve, implement and verify all changes of ICT systems in a \
      controlled manner.
      """, tests: [.t1, .t3, .t4, .t5, .t6, .t8, .t14, .t18],
      places: ["changes.html", "exceptions.html", "uncovered.html"], limits: Limit.production),
    control(
      technical, "Article 17(1)(a)", "Verify that security requirements are met.",
      tests: [.t3, .t8], places: ["changes/<ID>.html"], limits: Limit.quality),
    control(
      technical, "Article 17(1)(b)",
      "Keep those who approve independent of those who request and implement.",
      tests: [.t7, .t11], places: ["people.html", "exceptions.html"]),
    control(
      technical, "Article 17(1)(c)", "Describe roles and responsibilities clearly.",
      tests: [.t2, .t4], places: ["people.html", "policies.html"]),
    control(
      technical, "Article 17(1)(d)",
      "Document and communicate purpose, scope, timeline and expected outcome.",
      tests: [.t1, .t12], places: ["changes/<ID>.html", "calendar.html"],
      limits: "Planned communications are shown; that they were sent is not."),
    control(
      technical, "Article 17(1)(e)",
      "Have a way back, with who is responsible for aborting and recovering.",
      tests: [.t10], places: ["changes/<ID>.html", "flow.html"], limits: Limit.quality),
    control(
      technical, "Article 17(1)(f)", "Manage emergency changes with adequate safeguards.",
      tests: [.t13], places: ["exceptions.html", "policies.html"]),
    control(
      technical, "Article 17(1)(g)",
      "Document, re-evaluate, assess and approve emergency changes after they were made.",
      tests: [.t13, .t14], places: ["changes/<ID>.html", "flow.html"]),
    control(
      technical, "Article 17(1)(h)",
      "Find out what a change does to existing security measures, and whether it needs further ones.",
      tests: [.t3], places: ["changes/<ID>.html"], limits: Limit.quality),
    control(
      "Implementing Regulation (EU) 2024/2690 (NIS2)", "Annex 6.4",
      """
      Control changes, repairs and maintenance; where the usual procedures were not followed, \
      document the result and why.
      """, tests: [.t5, .t8, .t13, .t18],
      places: ["exceptions.html", "uncovered.html", "changes/<ID>.html"],
      limits: "Repairs and maintenance that nobody makes a change request for are not in Git."),
  ]

  /// Electronic records and signatures of the life sciences.
  static let life: [StandardControl] = [
    control(
      fda, "11.10(a)", "Validate systems, and be able to tell invalid or altered records.",
      tests: [.t1, .t6, .t17], places: ["VERIFY.md", "MANIFEST.sha256", "method.html"],
      limits:
        "Validation of the tool for its use is the entity's; the pack lets results be repeated."),
    control(
      fda, "11.10(b)", "Give accurate and complete copies, readable and electronic.",
      tests: [.t17], places: ["index.html", "audit.xlsx", "audit.db", "history.bundle"]),
    control(
      fda, "11.10(c)", "Protect records so that they can be retrieved throughout retention.",
      tests: [.t17], places: ["history.bundle", "population.csv"], limits: Limit.retention),
    control(
      fda, "11.10(e)",
      "Keep time-stamped audit trails that do not obscure what was recorded before.",
      tests: [.t1, .t17], places: ["changes/<ID>.html", "history.bundle"], limits: Limit.clock),
    control(
      fda, "11.10(f)", "Enforce the permitted sequence of steps.",
      tests: [.t3, .t5, .t8, .t9, .t14], places: ["changes/<ID>.html", "exceptions.html"]),
    control(
      fda, "11.10(g)", "Check that only authorised people sign and act.",
      tests: [.t2, .t4, .t7, .t15], places: ["people.html", "exceptions.html"],
      limits: Limit.identity),
    control(
      fda, "11.50", "Show with a signature the signer's name, the time and the meaning.",
      tests: [.t4, .t9], places: ["changes/<ID>.html", "people.html"], limits: Limit.clock),
    control(
      fda, "11.70", "Link signatures to their records so that they cannot be moved to others.",
      tests: [.t4, .t6], places: ["changes/<ID>.html", "VERIFY.md"], limits: Limit.identity),
  ]

  /// How software comes about and to where it runs.
  static let supplyChain: [StandardControl] = [
    control(
      "NIST SP 800-218 (SSDF)", "PO.3.3", "Have tools leave artifacts as evidence.",
      tests: [.t1, .t17], places: ["audit.json", "attestations/svr.intoto.jsonl", "oscal.json"]),
    control(
      "NIST SP 800-218 (SSDF)", "PO.4", "Define criteria for security checks, and track them.",
      tests: [.t3, .t4, .t8], places: ["policies.html", "verdicts.json"]),
    control(
      "NIST SP 800-218 (SSDF)", "PS.1.1", "Protect code from access and changes nobody authorised.",
      tests: [.t15, .t18], places: ["uncovered.html", "people.html"], limits: Limit.forge),
    control(
      "NIST SP 800-218 (SSDF)", "PS.3.2", "Collect and keep provenance of releases.",
      tests: [.t6, .t18],
      places: [
        "attestations/svr.intoto.jsonl", "attestations/vsa.intoto.jsonl", "deployments.csv",
      ],
      limits: "Which commit a build came from is for the build's own provenance to prove."),
    control(
      "SLSA v1.2, Source track", "Level 2", "Keep history continuous and immutable.",
      tests: [.t17], places: ["index.html", "history.bundle"], limits: Limit.forge),
    control(
      "SLSA v1.2, Source track", "Level 3",
      "Enforce the organisation's technical controls all along.",
      tests: [.t15, .t17, .t18], places: ["policies.html", "attestations/vsa.intoto.jsonl"],
      limits: Limit.forge),
    control(
      "SLSA v1.2, Source track", "Level 4", "Have two trusted persons review every change.",
      tests: [.t4, .t7], places: ["people.html", "changes/<ID>.html"],
      limits: "The persons review the change request; review of the code itself is the forge's."),
  ]
}
