"""What readers of formats share: a marked-up or plain text in, its flow out."""
