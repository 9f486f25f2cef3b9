// Measures libqrencode with libpng: `qrencode SECONDS PROCESSES`; PNGs as its own command writes them, to memory.
#include <png.h>
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PIXELS = 600, QUIET = 4 };

struct file {
    size_t length;
    png_byte bytes[1 << 16];
};

static void keep(png_structp png, png_bytep bytes, size_t length) {
    struct file *file = png_get_io_ptr(png);
    if (length > sizeof file->bytes - file->length)
        png_error(png, "too long");
    memcpy(file->bytes + file->length, bytes, length);
    file->length += length;
}

static void flush(png_structp png) { (void)png; }

static void rows(png_structp png, png_bytep row, int count) {
    while (count-- > 0)
        png_write_row(png, row);
}

// Two colors of a palette, and libpng's own choice of filter and level.
static void write_png(const QRcode *code, struct file *file) {
    int width = code->width, module = PIXELS / (width + 2 * QUIET), side = module * (width + 2 * QUIET);
    png_color palette[2] = {{0, 0, 0}, {255, 255, 255}};
    png_byte opaque[2] = {255, 255}, light[PIXELS / 8 + 1], row[PIXELS / 8 + 1];
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    file->length = 0;
    png_set_write_fn(png, file, keep, flush);
    png_set_PLTE(png, info, palette, 2);
    png_set_tRNS(png, info, opaque, 2, NULL);
    png_set_IHDR(png, info, side, side, 1, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, 2835, 2835, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    memset(light, 0xff, sizeof light);
    rows(png, light, QUIET * module);
    for (int y = 0; y < width; y++) {
        memset(row, 0xff, sizeof row);
        for (int x = 0; x < width; x++)
            if (code->data[y * width + x] & 1)
                for (int at = (QUIET + x) * module; at < (QUIET + x + 1) * module; at++)
                    row[at / 8] &= ~(0x80 >> at % 8);
        rows(png, row, module);
    }
    rows(png, light, QUIET * module);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
}

struct figures {
    double rate, bytes;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static struct figures repeat(double seconds, QRecLevel level) {
    char link[] = "HTTPS://QD.EXAMPLE/D/XXXXXXXXXXXX";
    struct file file;
    double began = now(), codes = 0, bytes = 0;
    while (now() - began < seconds) {
        for (char *at = strchr(link, 0) - 12; *at; at++)
            *at = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[random() % 32];
        QRcode *code = QRcode_encodeString(link, 0, level, QR_MODE_8, 1);
        if (!code)
            exit(1);
        write_png(code, &file);
        QRcode_free(code);
        codes++;
        bytes += file.length;
    }
    return (struct figures){codes / (now() - began), bytes / codes};
}

// Processes, since threads would wait for each other: zlib's memory comes and goes with each code.
static void measure(const char *kind, QRecLevel level, double seconds, int processes) {
    struct figures sum = {0, 0}, one;
    int ends[2];
    if (pipe(ends))
        exit(1);
    for (int at = 0; at < processes; at++) {
        if (fork() == 0) {
            srandom(at + 1);
            repeat(0.3, level);
            one = repeat(seconds, level);
            _exit(write(ends[1], &one, sizeof one) != sizeof one);
        }
    }
    close(ends[1]);
    for (int at = 0; at < processes; at++) {
        if (read(ends[0], &one, sizeof one) != sizeof one)
            exit(1);
        sum.rate += one.rate;
        sum.bytes += one.bytes / processes;
    }
    close(ends[0]);
    while (wait(NULL) > 0)
        ;
    printf("libqrencode %s %d %.1f %.1f\n", kind, processes, sum.rate, sum.bytes);
    fflush(stdout);
}

int main(int count, char **args) {
    double seconds = count == 3 ? atof(args[1]) : 0;
    int processes = count == 3 ? atoi(args[2]) : 0;
    if (seconds <= 0 || processes < 1)
        return 1;
    measure("plain", QR_ECLEVEL_M, seconds, processes);
    measure("icon", QR_ECLEVEL_H, seconds, processes);
}
