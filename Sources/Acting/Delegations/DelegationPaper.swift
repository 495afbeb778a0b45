package import Acts
package import Primitives

/// For which days a role is handed over, or that it is taken back.
package enum DelegationDays: Hashable, Sendable {
  /// From a day, today where none is given, up to and not including another.
  case given(from: CivilDate?, until: CivilDate)
  case takenBack
}

/// A handing over of a role, or its recall, that is ready to be signed.
package struct DelegationPaper: Sendable {
  package let signatory: Signatory
  package let delegation: Delegation
  /// Why it must not be signed; nil if it would have an effect.
  package let refusal: ActingError?

  let draft: Draft

  /// The unsigned commit as text.
  package var text: String { draft.text }
}
