variable "names" {
  description = "What stands before the names of what is made, so that two of them fit into one tenant."
  type        = string
  default     = "terraform"
}

variable "certificate" {
  description = "The daemon's certificate in PEM, to authenticate with in place of the secret."
  type        = string
  default     = null
}

variable "workload" {
  description = "A workload elsewhere whose tokens stand for the daemon (workload identity federation)."
  type        = object({ issuer = string, subject = string })
  default     = null
}
