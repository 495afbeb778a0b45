import Decision
import Primitives
import Testing

/// A random history with merges, numbered parents first.
struct RandomGraph {
  let parents: [[Int]]
  let graph: Graph

  init(seed: UInt64, count: Int = 40) {
    var random = SplitMix(state: seed)
    var parents: [[Int]] = [[]]
    var spine = [0]
    for index in 1..<count {
      var own = [random.below(index)]
      if random.below(4) == 0 {
        let other = random.below(index)
        if other != own[0] { own.append(other) }
      }
      // Every third commit goes on the spine, so that branches and merges come about.
      if random.below(3) == 0 {
        let tip = spine[spine.count - 1]
        own = [tip] + own.filter { $0 != tip }.prefix(1)
        spine.append(index)
      }
      parents.append(own)
    }
    self.parents = parents
    graph = Graph(
      ids: (0..<count).map(Self.id), times: (0..<count).map { Instant(seconds: Int64($0)) },
      parents: parents, spine: spine)
  }

  static func id(_ number: Int) -> ObjectID {
    let bytes =
      [UInt8](repeating: 0, count: 16) + (0..<4).map { UInt8(number >> (24 - 8 * $0) & 255) }
    guard let id = ObjectID(bytes: bytes) else { preconditionFailure("twenty bytes are a name") }
    return id
  }

  /// Everything a commit reaches, itself included, the slow way.
  func reach(_ index: Int) -> Set<Int> {
    var seen: Set<Int> = [index]
    var pending = [index]
    while let next = pending.popLast() {
      for parent in parents[next] where seen.insert(parent).inserted { pending.append(parent) }
    }
    return seen
  }
}

/// A generator whose numbers are the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

struct GraphTests {
  @Test(arguments: 1...40) func `ancestry is what walking all parents finds`(_ seed: UInt64) {
    let random = RandomGraph(seed: seed)
    for descendant in random.parents.indices {
      let reach = random.reach(descendant)
      for ancestor in random.parents.indices {
        #expect(random.graph.reaches(descendant, ancestor) == reach.contains(ancestor))
      }
    }
  }

  @Test(arguments: 1...40) func `integration is the first spine commit that reaches`(_ seed: UInt64)
  {
    let random = RandomGraph(seed: seed)
    let reaches = random.graph.spine.map(random.reach)
    for index in random.parents.indices {
      #expect(random.graph.integrations[index] == reaches.firstIndex { $0.contains(index) })
    }
  }

  @Test(arguments: 1...40) func `merge bases are the best common ancestors`(_ seed: UInt64) {
    let random = RandomGraph(seed: seed, count: 24)
    for left in random.parents.indices {
      for right in random.parents.indices {
        let common = random.reach(left).intersection(random.reach(right))
        let best = common.filter { candidate in
          !common.contains { $0 != candidate && random.reach($0).contains(candidate) }
        }
        #expect(Set(random.graph.mergeBases(left, right)) == best)
      }
    }
  }
}
