internal import Decision
internal import Dispatch
internal import Glibc
internal import Ledger
internal import Primitives
internal import Reporting
internal import Signatures

/// Measures the decision alone: many open changes of the sample organisation, from memory.
@main
enum Decisions {
  private static let usage = """
    usage: benchmark-decisions verdicts CHANGES RUNS ROOT
           benchmark-decisions advice CHANGES RUNS ROOT
    """

  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    let numbers = words.dropFirst().prefix(2).compactMap { Int($0) }
    guard words.count == 4, numbers.count == 2, numbers.allSatisfy({ $0 > 0 }),
      let root = words.last
    else {
      print(usage)
      exit(2)
    }
    switch words.first {
    case "verdicts": try verdicts(numbers[0], runs: numbers[1], root)
    case "advice": try AdviceTimes(changes: numbers[0], runs: numbers[1], root: root).measure()
    default:
      print(usage)
      exit(2)
    }
  }

  static var threads: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private static func verdicts(_ count: Int, runs: Int, _ root: String) throws {
    let population = try Population(count, of: Organisation(root: root), threads: threads)
    let history = population.history
    var words: [String: Int] = [:]
    var processor: [Double] = []
    let times = (0..<runs).map { _ in
      let before = processorSeconds
      defer { processor.append(processorSeconds - before) }
      return seconds {
        let gates = parallelMap(population.ids, threads: threads) { id in
          let verdict = evaluate(id, in: history, now: Population.now)
          return verdict?.gate.decision.rawValue ?? "none"
        }
        words = gates.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
    }
    print("digest \(digest(of: population))")
    print("changes \(count)")
    print("acts \(population.acts)")
    report(times)
    print("processor \(processor.sorted()[runs / 2])")
    print("processor-low \(processor.sorted()[0])")
    let median = times.sorted()[runs / 2]
    print("changes-per-second \(Int(Double(count) / median))")
    for (word, number) in words.sorted(by: { $0.key < $1.key }) { print("gate-\(word) \(number)") }
  }

  /// A digest of all verdicts as JSON: the same as long as no verdict changes by a byte.
  private static func digest(of population: Population) -> SHA256Digest {
    let json = VerdictJSON(engine: "benchmark")
    let bytes = parallelMap(population.ids, threads: threads) { id in
      evaluate(id, in: population.history, now: Population.now)
        .map { Array(json.verdict($0).line.utf8) } ?? []
    }
    return sha256(of: bytes.flatMap { $0 })
  }

  /// Prints the median and the range of some times.
  static func report(_ times: [Double], of name: String = "") {
    let sorted = times.sorted()
    let prefix = name.isEmpty ? "" : name + "-"
    print("\(prefix)median \(sorted[sorted.count / 2])")
    print("\(prefix)low \(sorted[0])")
    print("\(prefix)high \(sorted[sorted.count - 1])")
  }

  /// The processor time that this process has taken, of all its threads.
  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The wall time that some work takes.
  static func seconds(_ work: () -> Void) -> Double {
    let start = DispatchTime.now().uptimeNanoseconds
    work()
    return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
  }
}
