/** An asynchronous client of ClickHouse, over its native TCP protocol or HTTP. {@link io.peristyle.client.ClickHouse} is the front door. */
module io.peristyle.client {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.dns;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires io.netty.transport;
    requires static io.netty.transport.classes.epoll;
    requires org.lz4.java;
    requires static jdk.jfr;
    requires static com.github.luben.zstd_jni;

    exports io.peristyle.client;
    exports io.peristyle.column;
    exports io.peristyle.endpoint;
    exports io.peristyle.error;
    exports io.peristyle.observe;
    exports io.peristyle.options;
    exports io.peristyle.pillar;
    exports io.peristyle.query;
    exports io.peristyle.type;
}
