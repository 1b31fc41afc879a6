package io.peristyle.transport.netty;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.peristyle.error.ConfigurationException;
import io.peristyle.options.ThreadOptions;

/** The classes of Netty that go with one way to poll sockets. */
enum SocketFamily {
    EPOLL(EpollSocketChannel.class, EpollDatagramChannel.class) {
        @Override
        IoHandlerFactory handlers() {
            return EpollIoHandler.newFactory();
        }
    },
    NIO(NioSocketChannel.class, NioDatagramChannel.class) {
        @Override
        IoHandlerFactory handlers() {
            return NioIoHandler.newFactory();
        }
    };

    private final Class<? extends SocketChannel> socket;
    private final Class<? extends DatagramChannel> datagram;

    SocketFamily(Class<? extends SocketChannel> socket, Class<? extends DatagramChannel> datagram) {
        this.socket = socket;
        this.datagram = datagram;
    }

    abstract IoHandlerFactory handlers();

    final Class<? extends SocketChannel> socket() {
        return socket;
    }

    final Class<? extends DatagramChannel> datagram() {
        return datagram;
    }

    /** The family that {@code transport} asks for. */
    static SocketFamily of(ThreadOptions.Transport transport) {
        return switch (transport) {
            case NIO -> NIO;
            case AUTO -> Epoll.isAvailable() ? EPOLL : NIO;
            case EPOLL -> {
                if (!Epoll.isAvailable()) {
                    throw new ConfigurationException(
                            "epoll is not to be had on this machine; leave the transport to be chosen automatically",
                            Epoll.unavailabilityCause());
                }
                yield EPOLL;
            }
        };
    }
}
