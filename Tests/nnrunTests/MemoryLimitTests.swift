import Foundation
import NNFiles
import TestSupport
import Testing

@Suite("Too little memory", .enabled(if: canLimit, "needs ulimit -v"))
struct MemoryLimitTests {
  private let sandbox: Sandbox

  init() throws {
    let rows = (0..<60_000).map { "\($0 % 100),\($0 % 7).25,\($0 % 2 == 0 ? "even" : "odd")\n" }
    func text(inputs: Int, _ dataset: String) -> String {
      """
      structure: [\(inputs), 8, 2]
      activations: {hidden: relu, output: softmax}
      loss: cross_entropy
      iterations: 5
      batch_size: 32
      dataset: {\(dataset), test_fraction: 0.2}
      """
    }
    sandbox = try Sandbox([
      "rows.yaml": text(inputs: 2, "loader: csv, path: rows.csv, target: kind"),
      "rows.csv": "a,b,kind\n" + rows.joined(),
      "table.yaml": text(inputs: 400, "loader: npz, path: x.npy, targets_path: y.npy"),
      // The lowest limit under which nnrun does anything, in kB.
      "least.sh": """
      least=60000
      # The shell itself reports a command that aborts.
      until (ulimit -v $least; nnrun --version); do least=$((least + 1000)); done >/dev/null 2>&1
      """,
    ])
    let count = 20_000
    let inputs = (0..<count * 400).map { UInt8(truncatingIfNeeded: $0 | 1) }
    for (name, array) in [
      ("x.npy", NPYArray(shape: [count, 400], elements: .uint8(inputs))),
      ("y.npy", NPYArray(shape: [count], elements: .uint8((0..<count).map { UInt8($0 % 2) }))),
    ] {
      try sandbox.folder.write(array.bytes, to: name)
    }
  }

  /// From too little for anything to more than enough.
  @Test("Under any limit every command ends with a result or a message")
  func commands() throws {
    let result = try sandbox.shell(
      """
      . ./least.sh
      nnrun rows.yaml --quiet >/dev/null; nnrun table.yaml --quiet >/dev/null
      for command in "rows.yaml --force --quiet" "table.yaml --force --quiet" "check table.yaml" \
        "predict runs/latest x.npy" "evaluate runs/latest" "archive runs/latest -o a.zip" \
        "replay runs/latest --quiet"; do
        for more in -9000 -1000 0 3000 6000 10000 15000 20000 30000 50000 300000; do
          (ulimit -v $((least + more)); nnrun $command) >output.txt 2>errors.txt </dev/null
          code=$?
          case $code in 0) ;; 65 | 75 | 78)
            grep -q 'error: .* needs .* but \\(only .*\\|no more\\) is available to nnrun\\|error: only .* available' errors.txt || cat errors.txt ;;
          *) echo "$command, $more kB: $code"; cat errors.txt ;; esac
        done
        echo "$command: $code"
      done
      """)
    expect(
      result,
      output: """
        rows.yaml --force --quiet: 0
        table.yaml --force --quiet: 0
        check table.yaml: 0
        predict runs/latest x.npy: 0
        evaluate runs/latest: 0
        archive runs/latest -o a.zip: 0
        replay runs/latest --quiet: 0

        """)
  }

  /// Expects an error, in which numbers of bytes become `N`.
  private func expectError(_ result: CommandResult, status: Int32, _ errors: String) {
    #expect(result.status == status && result.output == "", "\(result)")
    compare(
      result.errors.replacing(#/\d+\.\d [kMGT]?B/#, with: "N"), errors, "standard error")
  }

  @Test("Too little memory for any command is an error that says how much is needed")
  func least() throws {
    let result = try sandbox.shell(
      ". ./least.sh; ulimit -v $((least - 5000)); exec nnrun rows.yaml")
    expectError(
      result, status: 75,
      """
      error: only N of memory is available to nnrun, which needs N for any command; raise the limit \
      (ulimit -v, or that of a container)

      """)
  }

  @Test("A network that does not fit is refused")
  func network() throws {
    let result = try sandbox.shell(
      """
      . ./least.sh; ulimit -v $((least + 60000))
      exec nnrun rows.yaml 'structure=[2,3000,3000,2]' 'activations.hidden=relu'
      """)
    expectError(
      result, status: 78,
      """
      override 1: structure=[2,3000,3000,2]: error: training needs N besides its data, but only N is \
      available to nnrun; make 'structure' or 'batch_size' smaller, or raise the limit (ulimit -v, or that \
      of a container)

      """)
  }

  @Test("Threads take memory, too, so fewer of them are a remedy")
  func threads() throws {
    let result = try sandbox.shell(
      """
      . ./least.sh; ulimit -v $((least + 25000))
      exec nnrun rows.yaml 'structure=[2,600,600,2]' batch_size=1000 --threads 1024
      """)
    expectError(
      result, status: 78,
      """
      override 1: structure=[2,600,600,2]: error: training needs N besides its data, but only N is \
      available to nnrun; take --threads 1, which needs N, make 'structure' or 'batch_size' smaller, or \
      raise the limit (ulimit -v, or that of a container)

      """)
  }

  @Test("Where there is no memory for the stacks of all threads, fewer train the same network")
  func stacks() throws {
    let train = "nnrun rows.yaml 'structure=[2,600,600,2]' batch_size=1000 -q --force >/dev/null"
    let result = try sandbox.shell(
      """
      \(train) --threads 1; cp runs/latest/SHA256SUMS sums; . ./least.sh
      (ulimit -v $((least + 60000)); \(train) --threads 1024)
      cmp runs/latest/SHA256SUMS sums
      """)
    expect(result, output: "")
  }

  /// A file of little more than 100 kB that holds 100 MB: legal where there is memory.
  @Test("The content of a small compressed file is compared with the memory")
  func smallFile() throws {
    let count: UInt8 = 2
    let header: [UInt8] = [0, 0, 8, 3, 0, count, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28]
    let images = Int(count) << 16
    try sandbox.folder.write(
      gzipped(header + [UInt8](repeating: 1, count: images * 784)),
      to: "mnist/train-images-idx3-ubyte.gz")
    let labels: [UInt8] = [0, 0, 8, 1, 0, count, 0, 0] + (0..<images).map { UInt8($0 % 2) }
    try sandbox.folder.write(gzipped(labels), to: "mnist/train-labels-idx1-ubyte.gz")
    try sandbox.folder.write(
      """
      structure: [784, 2]
      activations: {output: softmax}
      loss: cross_entropy
      iterations: 1
      batch_size: 2
      dataset: {loader: mnist, path: mnist, test_fraction: 0.5}
      """, to: "mnist.yaml")
    let result = try sandbox.shell(
      ". ./least.sh; ulimit -v $((least + 60000)); exec nnrun mnist.yaml")
    expectError(
      result, status: 65,
      """
      error: mnist/train-images-idx3-ubyte.gz: needs N more memory, but no more is available to nnrun; \
      use less data, or raise the limit (ulimit -v, or that of a container)

      """)
    #expect(try sandbox.nnrun("mnist.yaml", "--quiet").status == 0)
  }
}

private let canLimit: Bool = {
  #if os(Linux)
    let command = "ulimit -v 1000000 && nnrun --version"
    return (try? Sandbox().shell(command).status) == 0
  #else
    return false
  #endif
}()
