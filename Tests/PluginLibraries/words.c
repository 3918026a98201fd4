// A loader of a text format: lines with a word and a number, such as `banana 0.7`. The inputs are
// how often each letter occurs in the word.
//
//     cc -O2 -ffp-contract=off -shared -fPIC -o libwords.so words.c
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nnrun_plugin.h"

static const nnrun_host *nn;

// A mistake in a line: "words.txt:3: 'banana' is not a word and a number".
static int mistake(nnrun_call *call, const char *path, int64_t line, const char *format, ...) {
  char place[4200], message[400];
  snprintf(place, sizeof place, "%s:%lld", path, (long long)line);
  va_list values;
  va_start(values, format);
  vsnprintf(message, sizeof message, format, values);
  va_end(values);
  return nn->fail(call, place, message);
}

static const char *next_line(const char *line) {
  const char *end = strchr(line, '\n');
  return end ? end + 1 : line + strlen(line);
}

// Hands over the lines of a text, as samples with an input for each of these letters.
static int add(nnrun_call *call, const char *path, const char *text, const char *letters) {
  int64_t count = 0;
  for (const char *line = text; *line; line = next_line(line)) count++;
  // nnrun refuses a set without samples, checks sizes and allocates memory, which is 0 at first.
  int64_t shape[] = {count, (int64_t)strlen(letters)};
  double *inputs = nn->inputs(call, NNRUN_SAMPLES, NNRUN_DOUBLE, 2, shape);
  double *targets = nn->targets(call, NNRUN_SAMPLES, count, 1);
  if (!inputs || !targets) return 1;

  int64_t number = 0;
  for (const char *line = text; *line; line = next_line(line)) {
    int width = (int)strcspn(line, "\r\n"), length = (int)strcspn(line, " \r\n");
    const char *value = line + length + 1;
    char *end = NULL;
    // strtod skips spaces, also to the next line, so the number has to begin here.
    if (length > 0 && length < width && !isspace((unsigned char)*value))
      targets[number] = strtod(value, &end);
    if (end != line + width)
      return mistake(call, path, number + 1,
                     "'%.*s' is not a word and a number, as in 'banana 0.7'", width, line);
    for (int i = 0; i < length; i++) {
      const char *letter = strchr(letters, line[i]);
      if (!letter)
        return mistake(call, path, number + 1,
                       "'%.*s' has other letters than %s, those of the training words", length,
                       line, letters);
      inputs[number * shape[1] + (letter - letters)]++;
    }
    number++;
  }
  return 0;
}

static const char *read_text(nnrun_call *call, const char *path) {
  size_t size;
  // `read` says what is wrong with a file that it cannot read.
  const char *text = nn->read(call, path, &size);
  if (text && strlen(text) < size) {
    nn->fail(call, path, "has bytes that are 0, so it is not text; save it as UTF-8");
    return NULL;
  }
  return text;
}

// `path` is a parameter of the type NNRUN_PATH, so nnrun knows the file: it is part of the
// experiment's identity, and in its archive.
static int load(const void *self, nnrun_call *call, uint64_t seed) {
  (void)self, (void)seed;
  const char *path = nn->text(call, "path"), *text = read_text(call, path);
  if (!text) return 1;

  int occurs[26] = {0};
  for (const char *line = text; *line; line = next_line(line))
    for (const char *c = line; *c >= 'a' && *c <= 'z'; c++) occurs[*c - 'a'] = 1;
  char letters[27] = "", texts[26][2] = {""};
  const char *names[26];
  int count = 0;
  for (int i = 0; i < 26; i++) {
    if (!occurs[i]) continue;
    letters[count] = texts[count][0] = (char)('a' + i);
    names[count] = texts[count];
    count++;
  }
  if (count == 0) return nn->fail(call, path, "has no words; write lines such as 'banana 0.7'");
  // What is kept is in preprocessing.json of the run, for `samples`. The functions return 0, so
  // that the first one that fails ends the chain.
  return nn->keep_text(call, "letters", letters) || nn->input_names(call, count, names) ||
         nn->call_samples(call, "word") || add(call, path, text, letters);
}

// Other words, for `nnrun evaluate --data`: they have the inputs of the training words.
static int samples(const void *self, nnrun_call *call, const char *path,
                   const char *targets_path) {
  (void)self, (void)targets_path;
  const char *text = read_text(call, path), *letters = nn->kept_text(call, "letters");
  return !text || !letters || add(call, path, text, letters);
}

static const nnrun_parameter parameters[] = {
  {.name = "path", .type = NNRUN_PATH, .summary = "the file"},
};

static const nnrun_loader loaders[] = {
  {
    .about = {
      .name = "words",
      .summary = "lines with a word and a number",
      .example = "{loader: words, path: words.txt, test_fraction: 0.2}",
      .parameters = parameters,
      .parameter_count = sizeof parameters / sizeof parameters[0],
    },
    .load = load,
    .samples = samples,
  },
};

static const nnrun_library library = {
  .loaders = loaders,
  .loader_count = sizeof loaders / sizeof loaders[0],
};

const nnrun_library *nnrun_plugin_v1(const nnrun_host *host) {
  nn = host;
  return &library;
}
