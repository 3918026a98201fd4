import TestSupport
import Testing

@Suite("Forged archives")
struct HostileArchiveTests {
  /// Changes files of an unpacked archive and seals it again, as `nnrun archive` would.
  private static let seal = """
    import hashlib, json, struct, sys, zipfile, zlib
    source = zipfile.ZipFile('a.zip')
    content = {name: source.read(name) for name in source.namelist()}
    def seal():
        sums = ['config.yaml', 'resolved.yaml', 'cost.csv', 'metrics.csv', 'weights.npz',
                'preprocessing.json']
        line = lambda name: f'{hashlib.sha256(content[name]).hexdigest()}  {name}\\n'
        content['SHA256SUMS'] = ''.join(map(line, sums)).encode()
        names = [name for name in content if name != 'MANIFEST.sha256']
        content['MANIFEST.sha256'] = ''.join(map(line, names)).encode()
        out, directory = b'', b''
        for name, data in content.items():
            common = struct.pack('<5H3I2H', 20, 0, 0, 0, 0x21, zlib.crc32(data), len(data),
                                 len(data), len(name), 0)
            directory += (b'PK\\1\\2' + struct.pack('<H', 20) + common
                          + struct.pack('<5HI', 0, 0, 0, 0, 0, len(out)) + name.encode())
            out += b'PK\\3\\4' + common + name.encode() + data
        end = struct.pack('<4H2IH', 0, 0, len(content), len(content), len(directory), len(out), 0)
        open('b.zip', 'wb').write(out + directory + b'PK\\5\\6' + end)
    record = json.loads(content['run.json'])

    """

  private func replay(_ python: String) throws -> (CommandResult, Sandbox) {
    let sandbox = try forged(python)
    return (try sandbox.nnrun("replay", "b.zip", "--data", ".", "--quiet"), sandbox)
  }

  /// A folder with an archive that was changed and sealed again, `b.zip`.
  private func forged(_ python: String) throws -> Sandbox {
    let sandbox = try Sandbox.flowers()
    #expect(try sandbox.nnrun("flowers.yaml", "--quiet").status == 0)
    #expect(try sandbox.nnrun("archive", "runs/latest", "-o", "a.zip").status == 0)
    let made = try sandbox.run(
      "python3", "-c",
      Self.seal + python + "\ncontent['run.json'] = json.dumps(record).encode()\nseal()")
    #expect(made.status == 0, "\(made.errors)")
    return sandbox
  }

  /// The folder into which it was unpacked is gone.
  @Test(
    "Files in an archive are called by its path and their names",
    arguments: [
      (
        "content['weights.npz'] = content['weights.npz'][:-40]", 65,
        "error: b.zip: weights.npz: is not a zip file, or is damaged (Unrecognized archive format)\n"
      ),
      (
        "content['resolved.yaml'] = content['resolved.yaml'].replace(b'optimizer: sgd', b'optimizer: x')",
        78, "b.zip: resolved.yaml:24:12: error: unknown optimizer 'x'; there are sgd"
      ),
    ])
  func names(python: String, status: Int32, errors: String) throws {
    let sandbox = try forged(python)
    for command in [["evaluate", "b.zip"], ["replay", "b.zip", "--quiet"]] {
      let result = try sandbox.nnrun(command)
      #expect(result.status == status && result.errors.hasPrefix(errors), "\(command): \(result)")
    }
  }

  /// Otherwise the other tests would show nothing.
  @Test("An archive that was sealed again without harm is accepted")
  func resealed() throws {
    let (result, _) = try replay("record['cost'] = 1")
    #expect(result.status == 0, "\(result)")
  }

  @Test(
    "Data that the experiment does not have are refused",
    arguments: [
      "record['data'][0]['setting'] = '../../evil'", "record['data'][0]['setting'] = 'eta=0.5 #'",
      "record['data'][0]['file'] = '../evil'", "record['data'][0]['file'] = 'a/b'",
    ])
  func foreignData(python: String) throws {
    let (result, sandbox) = try replay(python)
    #expect(result.status == 65 && result.output == "", "\(result)")
    #expect(
      try sandbox.folder.names(in: ".").sorted()
        == ["a.zip", "b.zip", "flowers.csv", "flowers.yaml", "runs"])
  }

  @Test("Another experiment is refused")
  func otherExperiment() throws {
    let (result, _) = try replay(
      "content['resolved.yaml'] = content['resolved.yaml'].replace(b'eta: 0.01', b'eta: 0.5')")
    #expect(
      result.status == 65 && result.output == ""
        && result.errors
          == "error: b.zip: the run.json in it belongs to another run than resolved.yaml; the archive "
          + "was changed, so get another copy\n",
      "\(result)")
  }

  @Test(
    "Files that do not belong in an archive are refused",
    arguments: ["content['other'] = b''", "content['data/a/b/c'] = b''"])
  func foreignFiles(python: String) throws {
    let (result, _) = try replay(python)
    #expect(result.status == 65 && result.errors.contains("does not belong"), "\(result)")
  }
}
