internal import Acting
internal import Audit
internal import EvidencePack
internal import Git
internal import Glibc
internal import Ledger
internal import Primitives

/// Writes `history.bundle` into a pack.
enum BundleWriter {
  /// The bundle that a pack of a scope has.
  ///
  /// - Parameter since: a revision of the trunk whose history an earlier bundle has.
  static func bundle(
    _ scope: AuditScope, since: String?, in repository: borrowing Repository
  ) throws -> HistoryBundle {
    var commit: ObjectID?
    if let since {
      do throws(GitError) { commit = try repository.resolve(revision: since) } catch {
        throw Failure(error)
      }
    }
    do throws(LedgerError) {
      let carriers = try CarrierReference.all(in: repository).map {
        HistoryBundle.Reference(name: $0.reference, commit: $0.commit)
      }
      return HistoryBundle(scope: scope, carriers: carriers, since: commit)
    } catch {
      throw Failure(error)
    }
  }

  /// Writes it to a file that is open for writing, and stays the caller's.
  static func write(
    _ bundle: HistoryBundle, into descriptor: Int32, of repository: borrowing Repository
  ) throws {
    try PackFolder.fill(descriptor, bundle.header, of: HistoryBundle.path)
    do throws(ActingError) {
      try GitCommand(for: repository).stream(
        bundle.arguments, input: bundle.input, into: descriptor)
    } catch {
      throw Failure(error)
    }
  }
}
