// A producer in Go (segmentio/kafka-go), told what to send by lines on stdin: topic, key and value in base64, apart by tabs. Answers each
// line with "ok" or "error …". It knows nothing of our code.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/segmentio/kafka-go"
)

func main() {
	brokers, codec := os.Args[1], os.Args[2]
	var compression kafka.Compression
	if err := compression.UnmarshalText([]byte(codec)); err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	writer := &kafka.Writer{
		Addr:         kafka.TCP(strings.Split(brokers, ",")...),
		Balancer:     &kafka.Hash{},
		Compression:  compression,
		BatchTimeout: time.Millisecond,
		RequiredAcks: kafka.RequireAll,
	}
	defer writer.Close()
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		if err := send(writer, strings.Split(lines.Text(), "\t")); err != nil {
			fmt.Println("error", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println("ok")
		}
	}
}

func send(writer *kafka.Writer, words []string) error {
	if len(words) != 3 {
		return fmt.Errorf("three words are wanted, not %d", len(words))
	}
	key, err := base64.StdEncoding.DecodeString(words[1])
	if err != nil {
		return err
	}
	value, err := base64.StdEncoding.DecodeString(words[2])
	if err != nil {
		return err
	}
	return writer.WriteMessages(context.Background(), kafka.Message{Topic: words[0], Key: key, Value: value})
}
