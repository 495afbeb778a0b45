internal import CLibgit2
internal import Primitives

/// Reads objects out of packs in a fraction of the time that libgit2 takes for it, since nothing is
/// made anew for each.
///
/// Nothing comes out whose bytes do not have the name that was asked for; what is not here, or not
/// right, is left to libgit2. Used by one thread at a time.
final class PackReader {
  /// An object as a pack has it.
  struct Object {
    let kind: ObjectKind
    let bytes: [UInt8]
  }

  let files: PackFiles
  private lazy var packs = files.all()
  private let inflater = Inflater()
  private var bases = DeltaBases()
  /// The pack in which the last object was found: the next is likely to be there too.
  private var recent = 0
  private var window = 0
  private var windows = 0

  /// Larger objects are left to libgit2.
  private static let mostBytes = 32 << 20
  /// Git itself makes no longer chains.
  private static let longestChain = 4096

  init(_ files: PackFiles) { self.files = files }

  /// The object of a name, verified by it; nil if no pack has it, or it is broken, or longer than
  /// `limit`.
  func verified(_ id: ObjectID, limit: Int) -> Object? {
    guard let object = object(id, limit: limit) else { return nil }
    return object.bytes.withUnsafeBytes { bytes in
      var name = git_oid()
      let status = git_odb_hash(&name, bytes.baseAddress, bytes.count, object.kind.libgit2)
      return status == 0 && ObjectID(name) == id ? object : nil
    }
  }

  private func object(_ id: ObjectID, limit: Int) -> Object? {
    guard let (pack, offset) = place(of: id) else { return nil }
    boundMemory(pack, offset)
    return object(pack, at: offset, limit: min(limit, Self.mostBytes))
  }

  private func place(of id: ObjectID) -> (pack: Int, offset: Int)? {
    let count = packs.count
    for step in 0..<count {
      let pack = recent + step < count ? recent + step : recent + step - count
      if let offset = packs[pack].index.offset(of: id) {
        recent = pack
        return (pack, offset)
      }
    }
    return nil
  }

  private func object(_ number: Int, at offset: Int, limit: Int) -> Object? {
    let pack = packs[number]
    var deltas: [(entry: Pack.Entry, offset: Int)] = []
    var place = offset
    var base = bases.object(number, at: place)
    while base == nil {
      guard let entry = pack.entry(at: place), entry.size <= limit,
        deltas.count < Self.longestChain
      else { return nil }
      switch entry.content {
      case .delta(let next):
        deltas.append((entry, place))
        place = next
        base = bases.object(number, at: place)
      case .whole(let kind):
        guard let bytes = inflated(entry, pack) else { return nil }
        // Others are rarely made into deltas, or too large to be worth keeping.
        guard kind == .tree || !deltas.isEmpty else { return Object(kind: kind, bytes: bytes) }
        base = DeltaBases.Object(pack: number, offset: place, kind: kind, bytes: bytes)
        base.map { bases.keep($0) }
      }
    }
    guard var base else { return nil }
    for (entry, place) in deltas.reversed() {
      guard let delta = inflated(entry, pack),
        let bytes = Self.applied(delta, to: base.bytes, limit: Self.mostBytes)
      else { return nil }
      base = DeltaBases.Object(pack: number, offset: place, kind: base.kind, bytes: bytes)
      bases.keep(base)
    }
    return base.bytes.count <= limit ? Object(kind: base.kind, bytes: base.bytes) : nil
  }

  private func inflated(_ entry: Pack.Entry, _ pack: Pack) -> [UInt8]? {
    inflater?.bytes(of: pack.deflated(from: entry.start), size: entry.size)
  }

  private static func applied(_ delta: [UInt8], to base: [UInt8], limit: Int) -> [UInt8]? {
    delta.withUnsafeBytes { delta in
      base.withUnsafeBytes { PackDelta.apply(delta, to: $0, limit: limit) }
    }
  }

  // MARK: Memory

  /// The kernel maps so much around what is read.
  private static let windowBits = 16
  /// How many of those are mapped before they are let go of: 64 MB.
  private static let mostWindows = 1024

  /// What is mapped counts as the process's own, however little of it is asked for again.
  private func boundMemory(_ pack: Int, _ offset: Int) {
    guard offset >> Self.windowBits != window else { return }
    window = offset >> Self.windowBits
    windows += 1
    guard windows >= Self.mostWindows else { return }
    windows = 0
    for pack in packs { pack.file.letGo() }
  }
}
