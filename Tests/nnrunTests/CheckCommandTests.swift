import Foundation
import TestSupport
import Testing

@Suite("nnrun check")
struct CheckCommandTests {
  @Test("Layers, settings and memory are shown, and nothing is trained")
  func summary() throws {
    let sandbox = try Sandbox.flowers()
    expect(
      try sandbox.nnrun("check", "flowers.yaml", "learning_rate=0.5", "--runs-dir", "archive/"),
      output: """
        layer  neurons  activation  weights
            0        2  (input)
            1        3  relu              9
            2        2  softmax           8
                        total            17

        name            flowers
        structure       [2, 3, 2]
        activations     [relu, softmax]
        loss            cross_entropy
        dataset         loader: csv
                        path: flowers.csv
                        delimiter: ,
                        decimal: .
                        skip_rows: 0
                        target: [kind]
                        encode: none
                        missing: error
                        normalize: zscore
                        normalize_targets: none
                        test_fraction: 0.25
        eta             0.5
        iterations      20
        batch_size      4
        sampling        random
        initializer     he
        optimizer       sgd
        regularization  none
        dropout         0.0
        class_weights   none
        seed            0
        precision       float32
        evaluate_every  0
        early_stopping  none

        task    classification, 2 classes
        data    8 rows of flowers.csv: 6 for training, 2 for testing
        memory  19.4 kB: data 224 bytes, weights 17.1 kB, batch 2.1 kB
        run     archive/flowers-HASH

        """)
    #expect(try sandbox.folder.names() == ["flowers.csv", "flowers.yaml"])
  }

  @Test("Threads that have work take memory, so their number is shown")
  func threads() throws {
    let sandbox = try Sandbox([
      "numbers.yaml": """
      structure: [10, 128, 1]
      activations: {hidden: relu, output: identity}
      loss: squared_error
      dataset: {loader: binary_numbers, bits: 10}

      """
    ])
    for (threads, text) in [(1, " MB: data "), (3, " MB with 3 threads: data ")] {
      let check = ["check", "numbers.yaml", "--threads", "\(threads)"]
      let output = try sandbox.nnrun(check).output
      let line = try #require(output.split(separator: "\n").first { $0.hasPrefix("memory  ") })
      #expect(line.contains(text), "\(line)")
      let json = try sandbox.nnrun(check + ["--json"]).output
      #expect(json.contains(",\"threads\":\(threads),"), "\(json)")
    }
    // There is no work for more.
    let json = try sandbox.nnrun("check", "numbers.yaml", "--threads", "1000", "--json").output
    #expect(json.contains(",\"threads\":12,"), "\(json)")
  }

  @Test("With --json there is one object")
  func json() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun("check", "--json", "sums.yaml"),
      output: """
        {"run":"runs/sums-HASH","settings":{"name":"sums","structure":[2,3,1],\
        "activations":["tanh","identity"],"loss":"squared_error","dataset":{"loader":"inline",\
        "inputs":[[0.0,0.0],[0.0,1.0],[1.0,0.0],[1.0,1.0]],"targets":[[0.0],[1.0],[1.0],[2.0]],\
        "test_inputs":[[0.5,0.5],[0.5,1.0]],"test_targets":[[1.0],[1.5]]},"eta":0.1,\
        "iterations":20,"batch_size":0,"sampling":"random","initializer":"he","optimizer":"sgd",\
        "regularization":"none","dropout":0.0,"class_weights":"none","seed":"3",\
        "precision":"float32","evaluate_every":0,"early_stopping":"none"},\
        "task":"regression","iterations":20,"parameters":13,"train_samples":4,"validation_samples":0,\
        "test_samples":2,"threads":1,\
        "memory_bytes":{"data":144,"weights":17088,"batch":2080}}

        """)
  }

  @Test("Epochs are shown as iterations, too")
  func epochs() throws {
    let sandbox = try Sandbox.flowers()
    let checked = try sandbox.nnrun("check", "flowers.yaml", "epochs=30")
    #expect(checked.output.contains("\nepochs          30\n"), "\(checked.output)")
    #expect(
      checked.output.contains(
        """
        task    classification, 2 classes
        length  60 iterations: 30 epochs of 2
        data    8 rows
        """), "\(checked.output)")
    let json = try sandbox.nnrun("check", "flowers.yaml", "epochs=30", "--json").output
    #expect(json.contains(#""epochs":30,"#) && json.contains(#""iterations":60,"#), "\(json)")
  }

  @Test("The run that training would make is named")
  func run() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let checked = try sandbox.nnrun("check", "sums.yaml")
    _ = try sandbox.nnrun("sums.yaml")
    let run = try #require(try sandbox.runs().first)
    #expect(checked.output.hasSuffix("run     \(run)\n"))
  }

  @Test("What a run refuses is refused in the same words")
  func refused() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let arguments = ["sums.yaml", "batch_size=5", "structure=[3,1]"]
    let checked = try sandbox.nnrun(["check"] + arguments)
    let trained = try sandbox.nnrun(arguments)
    expect(
      checked, status: 78,
      errors: """
        override 1: batch_size=5: error: 'batch_size' is 5, but the training set has only 4 samples; \
        make it smaller, or 0 for the whole set
        override 2: structure=[3,1]: error: 'structure' begins with 3, but the data set (4 \
        training + 2 test rows) has 2 inputs; write 2, or 'auto'

        """)
    expect(trained, status: 78, errors: checked.errors)
    #expect(try sandbox.runs() == [])
  }
}
