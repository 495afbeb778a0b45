extension ChangeRequest {
  /// Every file that the record names as evidence, with its digest.
  package var namedEvidence: [Evidence] {
    (testing?.results ?? []).compactMap(\.evidence)
      + [rollback?.rehearsal?.evidence].compactMap { $0 }
  }
}

extension Policy {
  /// The template that a standard change names, in the version it names; nil if there is none.
  package func template(of change: ChangeRequest) -> Template? {
    guard change.kind == .standard, let reference = change.request?.template else { return nil }
    return templates.first { $0.reference == reference }
  }
}
