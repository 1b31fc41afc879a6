/*
 * The least that a client can do: reads the bytes of an answer, finds the bounds of packets and columns, since without them
 * there is no knowing where the answer ends, and looks at no value. Native protocol of revision 54380, no compression.
 *
 *   floor KIND HOST PORT CONNECTIONS
 *
 * KIND is NUMBERS, POINTS or ONE. Does the rounds that it is told to on standard input, as other contenders do. Points are
 * asked for by as many threads as there are connections, each of which waits for its answer.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REVISION = 54380, BUFFER = 1 << 20, FIRST_POINT = 1000000, POINTS = 1000000 };
enum { DATA = 1, EXCEPTION = 2, PROGRESS = 3, END = 5, PROFILE = 6 };

typedef struct { int socket; unsigned char *bytes; size_t at, end; } Connection;

static long requests;
static atomic_long next_request;
static int64_t *nanos;

static void fail(const char *what) { printf("@@ failed %s\n", what); exit(1); }

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static double cpu(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void refill(Connection *c) {
    ssize_t got = read(c->socket, c->bytes, BUFFER);
    if (got <= 0) fail("the server closed the connection");
    c->at = 0;
    c->end = got;
}

static inline unsigned char byte(Connection *c) {
    if (c->at == c->end) refill(c);
    return c->bytes[c->at++];
}

static uint64_t number(Connection *c) {
    uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char part = byte(c);
        value |= (uint64_t)(part & 127) << shift;
        if (part < 128) return value;
    }
}

static void skip(Connection *c, uint64_t count) {
    while (count) {
        if (c->at == c->end) refill(c);
        uint64_t part = c->end - c->at < count ? c->end - c->at : count;
        c->at += part;
        count -= part;
    }
}

static void text(Connection *c, char *to, size_t room) {
    uint64_t length = number(c);
    for (uint64_t i = 0; i < length; i++) {
        char value = byte(c);
        if (i + 1 < room) to[i] = value;
    }
    to[length < room ? length : room - 1] = 0;
}

static void column(Connection *c, uint64_t rows) {
    char name[64], type[64];
    text(c, name, sizeof name);
    text(c, type, sizeof type);
    if (!strcmp(type, "String")) while (rows--) skip(c, number(c));
    else if (!strcmp(type, "UInt64") || !strcmp(type, "Float64")) skip(c, 8 * rows);
    else if (!strncmp(type, "DateTime", 8)) skip(c, 4 * rows);
    else if (!strcmp(type, "UInt8")) skip(c, rows);
    else fail("a type that the floor does not know");
}

/* Reads to the end of the stream; how many rows there were. */
static uint64_t answer(Connection *c) {
    uint64_t rows = 0;
    for (;;) switch (number(c)) {
        case DATA: {
            char ignored[64];
            text(c, ignored, sizeof ignored);
            for (uint64_t field; (field = number(c)); ) skip(c, field == 1 ? 1 : 4);
            uint64_t columns = number(c), here = number(c);
            while (columns--) column(c, here);
            rows += here;
            break;
        }
        case PROGRESS: number(c); number(c); number(c); break;
        case PROFILE: number(c); number(c); number(c); skip(c, 1); number(c); skip(c, 1); break;
        case END: return rows;
        default: fail("a packet that the floor does not expect");
    }
}

static char *put(char *p, uint64_t value) {
    for (; value > 127; value >>= 7) *p++ = value | 128;
    *p++ = value;
    return p;
}

static char *put_text(char *p, const char *value) {
    size_t length = strlen(value);
    p = put(p, length);
    memcpy(p, value, length);
    return p + length;
}

static void send_all(Connection *c, const char *from, const char *to) {
    while (from < to) {
        ssize_t sent = write(c->socket, from, to - from);
        if (sent <= 0) fail("the server takes no bytes");
        from += sent;
    }
}

static uint64_t query(Connection *c, const char *sql) {
    static const char end[12] = "\2\0\1\0\2\xff\xff\xff\xff\0\0\0";
    char request[1024], *p = request;
    *p++ = 1;
    p = put_text(p, "");
    *p++ = 1;
    p = put_text(put_text(put_text(p, ""), ""), "0.0.0.0:0");
    *p++ = 1;
    p = put_text(put_text(put_text(p, ""), ""), "floor");
    p = put(put(put(p, 1), 1), REVISION);
    p = put_text(p, "");
    *p++ = 0;
    *p++ = 2;
    *p++ = 0;
    p = put_text(p, sql);
    memcpy(p, end, sizeof end);
    send_all(c, request, p + sizeof end);
    return answer(c);
}

static void open_connection(Connection *c, const char *host, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    char hello[128], *p = hello, ignored[64];
    int on = 1;
    inet_pton(AF_INET, host, &address.sin_addr);
    c->socket = socket(AF_INET, SOCK_STREAM, 0);
    c->bytes = malloc(BUFFER);
    c->at = c->end = 0;
    setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(c->socket, (struct sockaddr *)&address, sizeof address)) fail("cannot connect");
    *p++ = 0;
    p = put(put(put(put_text(p, "floor"), 1), 1), REVISION);
    p = put_text(put_text(put_text(p, ""), "default"), "");
    send_all(c, hello, p);
    if (number(c)) fail("the server refused the floor");
    text(c, ignored, sizeof ignored);
    number(c); number(c); number(c);
    text(c, ignored, sizeof ignored);
    text(c, ignored, sizeof ignored);
}

static void *requester(void *connection) {
    char sql[128];
    for (long i; (i = atomic_fetch_add(&next_request, 1)) < requests; ) {
        snprintf(sql, sizeof sql, "SELECT * FROM bench_points WHERE id = %ld", FIRST_POINT + (i * 7919 + 13) % POINTS);
        int64_t since = now();
        if (query(connection, sql) != 1) fail("a point was not found");
        nanos[i] = now() - since;
    }
    return NULL;
}

static int order(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

int main(int count, char **words) {
    if (count != 5) return 2;
    char kind = words[1][0], sql[128];
    int connections = atoi(words[4]);
    Connection pool[connections];
    pthread_t threads[connections];
    for (int i = 0; i < connections; i++) open_connection(&pool[i], words[2], atoi(words[3]));
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("@@ ready C");
    while (scanf(" round %ld", &requests) == 1) {
        nanos = kind == 'N' ? NULL : calloc(requests, sizeof *nanos);
        next_request = 0;
        double cpu_before = cpu();
        int64_t since = now();
        if (kind == 'N') {
            snprintf(sql, sizeof sql, "SELECT number FROM system.numbers_mt LIMIT %ld", requests);
            if (query(pool, sql) != (uint64_t)requests) fail("rows are missing");
        } else if (kind == 'O') {
            for (long i = 0; i < requests; i++) {
                int64_t asked = now();
                if (query(pool, "SELECT 1") != 1) fail("the one was not found");
                nanos[i] = now() - asked;
            }
        } else {
            for (int i = 0; i < connections; i++) pthread_create(&threads[i], NULL, requester, &pool[i]);
            for (int i = 0; i < connections; i++) pthread_join(threads[i], NULL);
        }
        double seconds = (now() - since) / 1e9, cpu_used = cpu() - cpu_before;
        if (kind != 'N') qsort(nanos, requests, sizeof *nanos, order);
        printf("@@ units=%ld check=0 seconds=%.9f cpu=%.4f allocated=-1 threads=%d p50=%.1f p99=%.1f\n", requests, seconds,
               cpu_used, kind == 'P' ? connections : 0, kind == 'N' ? 0 : nanos[requests / 2] / 1e3,
               kind == 'N' ? 0 : nanos[requests * 99 / 100] / 1e3);
        free(nanos);
    }
    return 0;
}
