import Glibc

/// The target that ASSENT_FUZZ_TARGET names; the program's arguments are all libFuzzer's own.
///
/// It stands in the environment because libFuzzer starts itself anew with its own arguments.
private let chosen: FuzzTarget = {
  let name = getenv("ASSENT_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  if let target = FuzzTarget(rawValue: name) { return target }
  print("ASSENT_FUZZ_TARGET is one of: \(FuzzTarget.allCases.map(\.rawValue))")
  exit(2)
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  chosen.check(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}

/// The package manager makes this the program's `main`, in the place of libFuzzer's own.
@_cdecl("fuzzer_main")
func run(_ count: CInt, _ arguments: Arguments?) -> CInt {
  _ = chosen
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, fuzz)
}

typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
typealias Target = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

/// libFuzzer's entry; its arguments are passed alike in C and in Swift.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments?>,
  _ target: Target
) -> CInt

/// Ends the program with words if a property does not hold; libFuzzer keeps the input.
func demand(_ holds: Bool, _ words: @autoclosure () -> String) {
  if !holds { fatalError(words()) }
}
