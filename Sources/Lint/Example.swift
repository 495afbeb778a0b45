package import Records

/// A record that a rule reports, or one that it does not.
///
/// The text is laid over a complete, clean record: mappings are merged, everything else replaces
/// what was there. So an example shows only what matters, and is still run as a whole record.
package struct Example: Sendable {
  /// The clean record underneath.
  package enum Base: String, Hashable, Sendable, CaseIterable {
    case normal, emergency, standard
  }

  package let base: Base
  /// What is laid over the record.
  package let yaml: String
  /// Key paths that are taken out of the record first.
  package let without: [String]
  /// The stage that the record is judged for.
  package let stage: Stage
  /// The path of the file, where that matters.
  package let path: String?
  /// What is laid over a second record `CHG-2026-9ZZZ`, for rules about several records.
  package let beside: String?
  /// The key path that is reported; nil if nothing is.
  package let reported: String?
  /// Other rules that cannot but report the same record.
  package let also: Set<String>
  /// What time it is, where that matters.
  package let now: String?
  /// Files below `changes/evidence/` that exist, where that matters.
  package let files: [String]?

  /// An example that is reported at `place`.
  static func bad(
    _ yaml: String = "", without: [String] = [], at place: String, base: Base = .normal,
    stage: Stage = .approved, path: String? = nil, beside: String? = nil, also: Set<String> = [],
    now: String? = nil, files: [String]? = nil
  ) -> Example {
    Example(
      base: base, yaml: yaml, without: without, stage: stage, path: path, beside: beside,
      reported: place, also: also, now: now, files: files)
  }

  /// An example that is not reported.
  static func good(
    _ yaml: String = "", without: [String] = [], base: Base = .normal,
    stage: Stage = .approved, path: String? = nil, beside: String? = nil, now: String? = nil,
    files: [String]? = nil
  ) -> Example {
    Example(
      base: base, yaml: yaml, without: without, stage: stage, path: path, beside: beside,
      reported: nil, also: [], now: now, files: files)
  }
}
