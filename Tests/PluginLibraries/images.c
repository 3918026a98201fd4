// A loader of binary records, as CIFAR-10 has them: a byte with the class, then the pixels, a byte
// each. The names of the classes are the lines of a text file.
//
//     cc -O2 -ffp-contract=off -shared -fPIC -o libimages.so images.c
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nnrun_plugin.h"

static const nnrun_host *nn;

// Hands over the images of a file as one of the sets.
static int add(nnrun_call *call, const char *path, nnrun_set set) {
  size_t size;
  const uint8_t *bytes = nn->read(call, path, &size);
  if (!bytes) return 1;
  int64_t channels = nn->integer(call, "channels"), height = nn->integer(call, "height"),
          width = nn->integer(call, "width");
  // The range of the settings is limited, so that this product cannot overflow.
  size_t pixels = (size_t)(channels * height * width), record = 1 + pixels;
  if (size == 0 || size % record != 0) {
    char message[200];
    snprintf(message, sizeof message,
             "has %zu bytes, which is not a whole number of images of 1 + %lld x %lld x %lld "
             "bytes; check the settings 'channels', 'height' and 'width'",
             size, (long long)channels, (long long)height, (long long)width);
    return nn->fail(call, path, message);
  }
  int64_t count = (int64_t)(size / record), shape[] = {count, channels, height, width};
  uint8_t *inputs = nn->inputs(call, set, NNRUN_UINT8, 4, shape);
  int32_t *classes = nn->classes(call, set, count);
  if (!inputs || !classes) return 1;
  for (int64_t i = 0; i < count; i++) {
    // nnrun refuses a class that has no name.
    classes[i] = bytes[(size_t)i * record];
    memcpy(inputs + (size_t)i * pixels, bytes + (size_t)i * record + 1, pixels);
  }
  return 0;
}

// Hands over the lines of a file as the names of the classes.
static int name_classes(nnrun_call *call, const char *path) {
  size_t size;
  const char *text = nn->read(call, path, &size);
  if (!text) return 1;
  // Names end with a 0, so lines are cut out of a copy.
  char *copy = malloc(size + 1), *rest = NULL;
  if (!copy) return nn->fail(call, path, "needs more memory than there is");
  memcpy(copy, text, size + 1);
  const char *names[256];
  int count = 0;
  for (char *name = strtok_r(copy, "\r\n", &rest); name && count < 256;
       name = strtok_r(NULL, "\r\n", &rest))
    names[count++] = name;
  int failed = nn->class_names(call, count, names);
  free(copy);
  return failed;
}

static int load(const void *self, nnrun_call *call, uint64_t seed) {
  (void)self, (void)seed;
  // Bytes stay bytes in memory; they are divided when a batch is gathered.
  return nn->divide_inputs(call, 255) || nn->call_samples(call, "image") ||
         name_classes(call, nn->text(call, "names_path")) ||
         add(call, nn->text(call, "path"), NNRUN_TRAIN) ||
         (nn->is_set(call, "test_path") && add(call, nn->text(call, "test_path"), NNRUN_TEST));
}

static int samples(const void *self, nnrun_call *call, const char *path,
                   const char *targets_path) {
  (void)self, (void)targets_path;
  return add(call, path, NNRUN_SAMPLES);
}

static const nnrun_parameter parameters[] = {
  {.name = "path", .type = NNRUN_PATH, .summary = "the training images"},
  {.name = "test_path", .type = NNRUN_PATH, .summary = "the test images", .optional = 1},
  {.name = "names_path", .type = NNRUN_PATH, .summary = "the names of the classes, line by line"},
  {.name = "channels", .type = NNRUN_INTEGER, .summary = "bytes per pixel", .default_value = "3",
   .range = "[1, 4]"},
  {.name = "height", .type = NNRUN_INTEGER, .summary = "rows", .default_value = "32",
   .range = "[1, 65536]"},
  {.name = "width", .type = NNRUN_INTEGER, .summary = "columns", .default_value = "32",
   .range = "[1, 65536]"},
};

static const nnrun_loader loaders[] = {
  {
    .about = {
      .name = "images",
      .summary = "records of a class and the pixels of an image, in bytes",
      .source = "the binary version of CIFAR-10, Krizhevsky 2009",
      .example = "{loader: images, path: train.bin, names_path: names.txt}",
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
