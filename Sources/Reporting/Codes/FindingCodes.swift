extension CodeTable {
  /// What is wrong with the text or the structure of a file, or with the policy as a whole.
  package static let findings = Group(
    title: "Findings about text, structure and policy",
    introduction: """
      `rule` of a finding that is not one of the rules about change requests and policies, which
      have [pages of their own](rules/README.md). All of them but `text-untidy`, a note, are errors;
      `policies/lint.yaml` cannot lower them.
      """,
    meanings: textFindings + structureFindings + fileFindings + policyFindings)

  /// The meaning of a finding's code; nil for a rule about change requests and for what is unknown.
  package static func finding(_ code: String) -> CodeMeaning? {
    findings.meanings.first { $0.code == code }
  }

  private static let textFindings = [
    CodeMeaning(
      "text-untidy", "Lines end in blanks, or the last line does not end.",
      "`assent lint --fix` tidies it."),
    CodeMeaning("yaml-alias", "The file uses an alias.", "Write the value out."),
    CodeMeaning("yaml-anchor", "The file sets an anchor.", "Remove it and write the value out."),
    CodeMeaning(
      "yaml-bidi-character", "The file has a character that reorders what a reader sees.",
      "Remove it."),
    CodeMeaning("yaml-bom", "The file has a byte order mark.", "Save it without one."),
    CodeMeaning("yaml-complex-key", "A key is a list or a mapping.", "Use a text as the key."),
    CodeMeaning(
      "yaml-control-character", "The file has a control character.",
      "Remove it; save with LF line ends."),
    CodeMeaning("yaml-directive", "The file has a directive.", "Remove the line."),
    CodeMeaning("yaml-duplicate-key", "A key is given twice.", "Keep one of them."),
    CodeMeaning("yaml-empty", "The file is empty.", "Begin with the line `schema: …`."),
    CodeMeaning("yaml-encoding", "The file is not UTF-8.", "Save it as UTF-8."),
    CodeMeaning("yaml-merge-key", "The file uses a merge key.", "Write the keys out."),
    CodeMeaning(
      "yaml-multiple-documents", "The file holds several documents.", "Keep one document a file."),
    CodeMeaning("yaml-syntax", "The file is no YAML.", "Follow the advice at the place."),
    CodeMeaning("yaml-tab", "A line is indented with a tab.", "Indent with spaces."),
    CodeMeaning("yaml-tag", "The file uses a tag.", "Remove it: the schema decides the type."),
    CodeMeaning("yaml-too-deep", "Too many levels lie in one another.", "Flatten the file."),
    CodeMeaning(
      "yaml-too-large", "The file is larger than 1 MiB and was not read.",
      "Move long texts into evidence files."),
  ]

  private static let structureFindings = [
    CodeMeaning(
      "ambiguous-scalar", "A plain text reads as a boolean, null or number to some readers.",
      "Quote it."),
    CodeMeaning("bad-value", "A value is none that the schema allows.", "Follow the advice."),
    CodeMeaning("missing-key", "A key that the schema needs is missing.", "Add it."),
    CodeMeaning(
      "unfilled-blank", "A draft has a place that nobody has filled in yet.",
      "Write what it asks for in place of `<fill in …>`."),
    CodeMeaning(
      "unknown-key", "The schema has no such key.", "Correct the name: the nearest is suggested."),
    CodeMeaning("wrong-type", "A value is of another kind than the schema asks.", "Rewrite it."),
  ]

  private static let fileFindings = [
    CodeMeaning(
      "allowed-signers", "A line of a file of allowed signers says what `people.yaml` cannot.",
      "Follow the advice at the line."),
    CodeMeaning(
      "file-unreadable", "The file cannot be read.", "Make it readable, or remove it."),
    CodeMeaning(
      "record-file-unsafe",
      "A file below `changes/` is a link, executable, no file, or has a twin in other letter case.",
      "Store a plain file under a name that is its own in any letter case."),
    CodeMeaning(
      "record-unreadable", "The file holds no record.", "Write a change request into it."),
  ]

  private static let policyFindings = [
    CodeMeaning("policy-missing", "There is no `policies/`.", "Add it."),
    CodeMeaning("policy-missing-file", "The policy lacks a file.", "Add the file."),
    CodeMeaning(
      "policy-file-unsafe",
      "A file below `policies/` is a link, executable, no file, too large, or oddly named.",
      "Store a plain file under a plain name."),
    CodeMeaning(
      "unknown-policy-file", "A file below `policies/` is none of a policy.", "Move it out."),
    CodeMeaning(
      "policy-certificate",
      "A file below `policies/keys/` is not one OpenPGP certificate with a key that may sign.",
      "Export one certificate of public keys: `gpg --armor --export FINGERPRINT`."),
    CodeMeaning(
      "policy-certificate-missing", "A certificate that `people.yaml` names is not there.",
      "Add the file, or correct the name."),
    CodeMeaning(
      "policy-duplicate-id", "Two things of the policy have one id.", "Give each its own id."),
    CodeMeaning("policy-duplicate-key", "A person has a key twice.", "Keep one of them."),
    CodeMeaning("policy-gate", "The gate cannot be judged.", "Name one gate and a later stage."),
    CodeMeaning("policy-key", "A key cannot be read.", "Copy the whole line of the public key."),
    CodeMeaning(
      "policy-authority", "The file of a certificate authority is missing or not fit for use.",
      "Put the one certificate of the authority into it, in PEM."),
    CodeMeaning("policy-owners", "Nobody could change the policy.", "Correct `owners`."),
    CodeMeaning(
      "policy-parent-cycle", "A system is a part of itself.", "Correct a `parent` of the circle."),
    CodeMeaning(
      "policy-principal", "A certificate authority has no exact principal or subject.",
      "Name exactly one."),
    CodeMeaning(
      "policy-requirement", "A requirement is several things at once or none.", "Keep one form."),
    CodeMeaning("policy-reserved-role", "A built-in role is defined anew.", "Rename it."),
    CodeMeaning("policy-seat", "A stage has a seat that it may not have.", "Make it human."),
    CodeMeaning("policy-shared-email", "Two people have one address.", "Correct one of them."),
    CodeMeaning("policy-shared-key", "Two people have one key.", "Give each their own key."),
    CodeMeaning("policy-stage", "The workflow lacks a stage.", "Add the stage."),
    CodeMeaning("policy-template", "A template is not usable.", "Follow the advice at the place."),
    CodeMeaning(
      "policy-test", "A case for the policy cannot be told.",
      "Follow the advice at the place; the policy itself is in force all the same."),
    CodeMeaning(
      "policy-unknown-person", "The policy names a person whom it does not list.",
      "Add the person to `people.yaml`, or correct the name."),
    CodeMeaning(
      "policy-unknown-requirement", "The policy names a requirement that does not exist.",
      "Correct the name."),
    CodeMeaning(
      "policy-unknown-role", "The policy names a role that nobody defines.",
      "Add the role to `people.yaml`, or correct the name."),
    CodeMeaning(
      "policy-unknown-system", "The policy names a system that the inventory lacks.",
      "Add the system to `systems.yaml`, or correct the name."),
    CodeMeaning(
      "policy-unknown-window", "The workflow names a window that the calendar lacks.",
      "Add the window to `calendar.yaml`, or correct the name."),
  ]
}
