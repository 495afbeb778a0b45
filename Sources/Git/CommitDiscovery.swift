internal import Primitives

/// The commits found so far, numbered as they were met after those of a prefix; those met but
/// unread come last.
struct CommitDiscovery {
  /// Stands for a committer's time that cannot be read: the end of time.
  static let unreadableTime = Int64.max

  let prefix: CommitPrefix?
  /// How many commits the prefix has; the first number that is new.
  let base: Int
  private(set) var ids: [ObjectID] = []
  private(set) var trees: [ObjectID] = []
  private(set) var seconds: [Int64] = []
  private(set) var parents: [Int32] = []
  private(set) var numbers: [ObjectID: Int32] = [:]
  private var starts: [Int32] = [0]
  private let tips: [Int32]

  init(tips: [ObjectID], after prefix: CommitPrefix?) {
    self.prefix = prefix
    base = prefix?.count ?? 0
    var tipNumbers: [Int32] = []
    for tip in tips {
      if let known = prefix?.number(of: tip) {
        tipNumbers.append(known)
        continue
      }
      let number = numbers[tip] ?? Int32(base + ids.count)
      if Int(number) == base + ids.count {
        numbers[tip] = number
        ids.append(tip)
      }
      tipNumbers.append(number)
    }
    self.tips = tipNumbers
  }

  /// The commit to read next; nil when all are read.
  var next: ObjectID? { trees.count < ids.count ? ids[trees.count] : nil }

  /// Takes what was read of `next`.
  mutating func add(_ header: CommitHeader) throws(GitError) {
    trees.append(header.tree)
    seconds.append(header.committerSeconds ?? Self.unreadableTime)
    for parent in header.parents { parents.append(number(of: parent)) }
    guard base + ids.count < Int(Int32.max), parents.count < Int(Int32.max) else {
      throw GitError(.tooLarge, "the history has more commits than can be counted")
    }
    starts.append(Int32(parents.count))
  }

  /// The numbers of the parents of a commit beyond the prefix, in order.
  func parents(of number: Int) -> ArraySlice<Int32> {
    parents[Int(starts[number - base])..<Int(starts[number - base + 1])]
  }

  private mutating func number(of id: ObjectID) -> Int32 {
    if let known = numbers[id] ?? prefix?.number(of: id) { return known }
    let next = Int32(base + ids.count)
    numbers[id] = next
    ids.append(id)
    return next
  }

  /// All new numbers with parents before children: from each tip the first parent's line first.
  /// A prefix whose tip lies among the first parents of the first tip would come out first.
  ///
  /// Keeps its own stack, for histories are deeper than the thread's.
  func topologicalOrder() throws(GitError) -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(ids.count)
    // How many parents were entered; -1 marks a commit that is already in the order.
    var entered = [Int32](repeating: 0, count: ids.count)
    var stack: [Int32] = []
    for tip in tips where tip >= base && entered[Int(tip) - base] == 0 {
      stack.append(tip)
      while let top = stack.last {
        let index = Int(top)
        let above = parents(of: index)
        guard entered[index - base] < above.count else {
          entered[index - base] = -1
          order.append(top)
          stack.removeLast()
          continue
        }
        let parent = above[above.startIndex + Int(entered[index - base])]
        entered[index - base] += 1
        if parent >= base, entered[Int(parent) - base] == 0 { stack.append(parent) }
      }
    }
    guard order.count == ids.count else {
      throw GitError(.corrupt, "the history cannot be put in order")
    }
    return order
  }
}
