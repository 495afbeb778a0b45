internal import Audit
internal import Dispatch
internal import EvidencePack
internal import Glibc
internal import Synchronization

/// A bundle that Git writes while the audit goes on: it depends on nothing that is found.
final class BundleJob: Sendable {
  /// What is being written.
  let bundle: HistoryBundle
  private let group = DispatchGroup()
  private let failure = Mutex<(any Error)?>(nil)

  /// Begins to write the bundle of a scope into a pack.
  init(_ inputs: AuditInputs, _ scope: AuditScope, in folder: PackFolder) throws {
    let bundle = try BundleWriter.bundle(
      scope, since: inputs.bundleSince, in: try Session.open(inputs.place))
    self.bundle = bundle
    let directory = inputs.place.directory
    let descriptor = try folder.create(HistoryBundle.path)
    DispatchQueue.global().async(group: group) { [self] in
      defer { close(descriptor) }
      do {
        var place = PlaceOptions()
        place.directory = directory
        try BundleWriter.write(bundle, into: descriptor, of: try Session.open(place))
      } catch {
        failure.withLock { $0 = error }
      }
    }
  }

  /// Waits until the file is there, or is not going to be.
  func finish() throws {
    group.wait()
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  /// Waits, whatever comes of it.
  func settle() { group.wait() }
}
