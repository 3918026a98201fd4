import TestSupport
import Testing

/// Whether the interpreter and the library are there.
private let hasNumPy: Bool = {
  (try? Sandbox().run("python3", "-c", "import numpy").status) == 0
}()

@Suite(
  "Exchange with NumPy",
  .enabled(if: hasNumPy, "needs python3 with NumPy, which the files are written for"))
struct NumPyTests {
  private func python(_ script: String, in sandbox: Sandbox) throws -> CommandResult {
    try sandbox.folder.write(script, to: "script.py")
    return try sandbox.run("python3", "script.py")
  }

  /// As the lecture loads them.
  @Test("NumPy reads the weights of a run", arguments: ["float32", "float64"])
  func weights(precision: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml", "precision=\(precision)")
    let script = """
      import numpy as np
      weights = np.load("runs/latest/weights.npz", allow_pickle=False)
      for key in weights.files:
          array = weights[key]
          print(key, array.shape, array.dtype, array.flags["C_CONTIGUOUS"])
      """
    expect(
      try python(script, in: sandbox),
      output: """
        arr_0 (0,) \(precision) True
        arr_1 (3, 3) \(precision) True
        arr_2 (1, 4) \(precision) True

        """)
  }

  /// The lecture's forward pass: A = sigma(W [1, A]).
  @Test("NumPy computes what nnrun predict prints")
  func forwardPass() throws {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun(
      "flowers.yaml", "eta=0.3", "iterations=50", "structure=[2,5,4,2]",
      "activations=[tanh, relu, softmax]")
    try sandbox.folder.write("1.25,0.5\n3,1\n6,2.25\n", to: "new.csv")
    let predicted = try sandbox.nnrun("predict", "runs/latest", "new.csv")
    try sandbox.folder.write(predicted.output, to: "predicted.csv")
    let script = """
      import json
      import numpy as np
      weights = np.load("runs/latest/weights.npz")
      scaling = json.load(open("runs/latest/preprocessing.json"))["input_scaling"]
      a = np.loadtxt("new.csv", delimiter=",", ndmin=2)
      a = (a - scaling["offsets"]) / scaling["divisors"]
      for layer, sigma in enumerate(["tanh", "relu", "softmax"], start=1):
          z = np.hstack([np.ones((len(a), 1)), a]) @ weights[f"arr_{layer}"].astype(float).T
          if sigma == "tanh":
              a = np.tanh(z)
          elif sigma == "relu":
              a = np.maximum(z, 0)
          else:
              a = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
      found = np.loadtxt("predicted.csv", delimiter=",", skiprows=1, usecols=(1, 2))
      assert found.shape == (3, 2), found.shape
      np.testing.assert_allclose(found, a, rtol=1e-5, atol=1e-7)
      print("equal")
      """
    expect(try python(script, in: sandbox), output: "equal\n")
  }

  @Test("NumPy reads predictions", arguments: ["float32", "float64"])
  func predictions(precision: String) throws {
    let sandbox = try Sandbox.flowers([
      "new.csv": String(repeating: "1.25,0.5\n3,1\n6,2.25\n", count: 100)
    ])
    _ = try sandbox.nnrun("flowers.yaml", "precision=\(precision)")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "new.csv", "-o", "new.npy"),
      errors: "new.npy: the columns are 0 'lily', 1 'rose'\n")
    expect(try sandbox.nnrun("predict", "runs/latest", "new.csv", "-o", "predicted.csv"))
    let script = """
      import numpy as np
      found = np.load("new.npy", allow_pickle=False)
      print(found.shape, found.dtype, found.flags["C_CONTIGUOUS"])
      printed = np.loadtxt("predicted.csv", delimiter=",", skiprows=1, usecols=(1, 2))
      print((found == printed.astype(found.dtype)).all())
      """
    expect(try python(script, in: sandbox), output: "(300, 2) \(precision) True\nTrue\n")
  }

  @Test("A run starts from weights that NumPy wrote")
  func startWeights() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    // In either precision, compressed or not, in either order, with more than is needed.
    let script = """
      import numpy as np
      first = np.arange(9).reshape(3, 3) / 16
      second = np.arange(4).reshape(1, 4) / 16
      np.savez("plain.npz", np.array([]), first.astype(np.float32), second.astype(np.float32))
      np.savez_compressed("double.npz", np.array([]), first, second)
      np.savez("fortran.npz", arr_2=second, arr_1=np.asfortranarray(first), arr_9=first)
      np.savez("big.npz", np.array([]), first.astype(">f4"), second.astype(">f8"))
      """
    expect(try python(script, in: sandbox))
    var results: [[UInt8]] = []
    for name in ["plain", "double", "fortran", "big"] {
      let result = try sandbox.nnrun(
        "sums.yaml", "initializer={name: npz, path: \(name).npz}", "--runs-dir", name, "--quiet")
      #expect(result.status == 0, "\(name): \(result.errors)")
      let run = try #require(try sandbox.runs(in: name).first, "\(name)")
      results.append(try sandbox.folder.bytes("\(run)/weights.npz"))
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  /// The same network comes from the CSV file and from what NumPy makes of it.
  @Test("Categories are encoded as in NumPy")
  func oneHot() throws {
    let sandbox = try Sandbox([
      "shirts.yaml": Experiments.shirts, "shirts.csv": Experiments.shirtsData,
    ])
    let script = """
      import numpy as np
      table = np.genfromtxt("shirts.csv", delimiter=",", names=True, dtype=None, encoding="utf-8")
      def one_hot(column):
          names, index = np.unique(column, return_inverse=True)
          return np.eye(len(names))[index]
      inputs = np.hstack([one_hot(table["colour"]), table["size"][:, None], one_hot(table["shop"])])
      np.savez("shirts.npz", x_train=inputs, y_train=table["price"][:, None].astype(float))
      """
    expect(try python(script, in: sandbox))
    for dataset in [[], ["dataset={loader: npz, path: shirts.npz}"]] {
      let result = try sandbox.nnrun(["shirts.yaml", "--quiet"] + dataset)
      #expect(result.status == 0, "\(dataset): \(result.errors)")
    }
    let weights = try sandbox.runs().map { try sandbox.folder.bytes("\($0)/weights.npz") }
    #expect(weights.count == 2)
    #expect(Set(weights).count == 1)
  }

  @Test("Pickled objects are never loaded")
  func objects() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let script = """
      import numpy as np
      np.savez("start.npz", np.array([]), np.array([{}, "text"], dtype=object))
      """
    expect(try python(script, in: sandbox))
    expect(
      try sandbox.nnrun("sums.yaml", "initializer={name: npz, path: start.npz}"), status: 65,
      errors: """
        error: start.npz: the array 'arr_1' contains Python objects, which are never loaded; save \
        numbers, 'array.astype(float)', or words, 'array.astype(str)'

        """)
  }
}
